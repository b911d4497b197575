import { describe, expect, it } from "vitest";
import table from "../../../src-tauri/crates/media/tests/places.tsv?raw";
import type { Fit } from "../ipc";
import { behind, fitFor, place, shown } from "./crop";

const rows = table
  .trim()
  .split("\n")
  .slice(2)
  .map((line) => line.split("\t"));

describe("the window's guess", () => {
  it("is what the core makes of the same pictures", () => {
    expect(rows.length).toBeGreaterThanOrEqual(15);
    for (const row of rows) {
      const [width, height, w, h] = row.slice(0, 4).map(Number) as [number, number, number, number];
      const [x, y] = row.slice(5, 7).map(Number) as [number, number];
      const [left, top, wide, high] = row.slice(8, 12).map(Number) as [number, number, number, number];
      const how = row[7] as Fit["how"];
      const fit: Fit = how === "part" ? { how, area: { x: left, y: top, width: wide, height: high } } : { how };
      const it = place({ width, height }, { width: w, height: h, exact: row[4] === "true" }, { x, y }, fit);
      const found = [it.part.x, it.part.y, it.part.width, it.part.height];
      found.forEach((value, at) => expect(value, row.join(" ")).toBeCloseTo(Number(row[12 + at]), 6));
      const sizes = [it.picture.width, it.picture.height, it.canvas.width, it.canvas.height];
      expect(sizes, row.join(" ")).toEqual(row.slice(16, 20).map(Number));
    }
  });

  it("reaches beyond the picture where bars stand", () => {
    const square = { width: 1000, height: 1000, exact: true };
    const it = place({ width: 4000, height: 2000 }, square, { x: 0.9, y: 0.1 }, { how: "bars" });
    expect(shown(it)).toEqual({ x: 0, y: -1000, width: 4000, height: 4000 });
  });

  it("does no harm to sizes of nothing", () => {
    const it = place(
      { width: 0, height: 0 },
      { width: 0, height: 0, exact: true },
      { x: Number.NaN, y: 2 },
      { how: "fill" },
    );
    expect(it.part).toEqual({ x: 0, y: 0, width: 1, height: 1 });
  });
});

it("a placement with a part of its own shows that, the others what the picture does", () => {
  const area = { x: 0.1, y: 0.1, width: 0.5, height: 0.5 };
  const framing = {
    focus: { x: 0.5, y: 0.5 },
    fit: { how: "bars" as const },
    crops: [{ network: "x", placement: "wide", area }],
  };
  expect(fitFor(framing, "x", "wide")).toEqual({ how: "part", area });
  expect(fitFor(framing, "x", "square")).toEqual({ how: "bars" });
  expect(fitFor(framing, "y", "wide")).toEqual({ how: "bars" });
});

it("an original lies behind its part so that the part fills the place, and bars stay free", () => {
  const whole = { width: 4000, height: 2000 };
  expect(behind({ x: 1000, y: 500, width: 2000, height: 1000 }, whole)).toEqual({
    x: -50,
    y: -50,
    width: 200,
    height: 200,
  });
  expect(behind({ x: 0, y: -1000, width: 4000, height: 4000 }, whole)).toMatchObject({ y: 25, width: 100, height: 50 });
});
