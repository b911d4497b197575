import { expect, it } from "vitest";
import { factsOf, formatOf, lengthOf } from "./facts";

it("a format is called as people call it", () => {
  expect(["image/jpeg", "video/quicktime", "image/svg+xml", "video/x-matroska"].map(formatOf)).toEqual([
    "JPEG",
    "MOV",
    "SVG",
    "MKV",
  ]);
});

it("a length has hours only where there are any", () => {
  expect([4_600, 65_000, 3_725_000].map(lengthOf)).toEqual(["0:05", "1:05", "1:02:05"]);
});

it("the facts stand in one line", () => {
  expect(factsOf({ width: 4000, height: 3000, bytes: 2_400_000, mime: "image/png" })).toBe(
    "4.000 × 3.000 · 2,4\u00a0MB · PNG",
  );
});
