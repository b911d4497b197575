import { describe, expect, it } from "vitest";
import type { Rect } from "../../ipc";
import { areaOf, dragged, type Grip, HANDLES, nudged, nudgedEdge, onPicture, range, typed, zoomed } from "./frame";

const whole = { width: 4000, height: 3000 };
const PORTRAIT = 4 / 5;
const frame: Rect = { x: 800, y: 300, width: 1600, height: 2000 };

const isInside = ({ x, y, width, height }: Rect) =>
  x >= -1e-6 && y >= -1e-6 && x + width <= whole.width + 1e-6 && y + height <= whole.height + 1e-6;

describe("a frame under a hand", () => {
  it("moves with it and stops at the edges", () => {
    expect(dragged(frame, "inside", { x: 100, y: -50 }, whole, PORTRAIT)).toEqual({ ...frame, x: 900, y: 250 });
    expect(dragged(frame, "inside", { x: 9999, y: -9999 }, whole, PORTRAIT)).toEqual({ ...frame, x: 2400, y: 0 });
  });

  it("keeps ratio, bounds and a size above nothing, whichever handle is pulled however far", () => {
    for (const grip of HANDLES as readonly Grip[]) {
      for (const x of [-9000, -700, -3, 0, 5, 650, 9000]) {
        for (const y of [-9000, -450, 0, 400, 9000]) {
          const it = dragged(frame, grip, { x, y }, whole, PORTRAIT);
          const said = `${grip} by ${x},${y}: ${JSON.stringify(it)}`;
          expect(isInside(it), said).toBe(true);
          expect(it.width / it.height, said).toBeCloseTo(PORTRAIT, 9);
          expect(Math.min(it.width / whole.width, it.height / whole.height), said).toBeGreaterThanOrEqual(0.01 - 1e-9);
        }
      }
    }
  });

  it("leaves the opposite corner where it is", () => {
    const it = dragged(frame, "nw", { x: 400, y: 0 }, whole, PORTRAIT);
    expect(it).toEqual({ x: 1200, y: 800, width: 1200, height: 1500 });
    const grown = dragged(frame, "se", { x: 9999, y: 9999 }, whole, PORTRAIT);
    expect([grown.x, grown.y, grown.height]).toEqual([800, 300, 2700]);
  });

  it("follows whichever way the hand went further from a corner", () => {
    expect(dragged(frame, "se", { x: 0, y: 100 }, whole, PORTRAIT)).toEqual({ ...frame, width: 1680, height: 2100 });
    expect(dragged(frame, "se", { x: 80, y: 10 }, whole, PORTRAIT)).toEqual({ ...frame, width: 1680, height: 2100 });
  });

  it("grows on both sides of an edge's middle where the ratio asks for it", () => {
    const it = dragged(frame, "e", { x: 80, y: 0 }, whole, PORTRAIT);
    expect(it).toEqual({ x: 800, y: 250, width: 1680, height: 2100 });
  });

  it("lets each side go its own way where any shape is taken", () => {
    expect(dragged(frame, "e", { x: 80, y: 500 }, whole, null)).toEqual({ ...frame, width: 1680 });
    expect(dragged(frame, "nw", { x: -9999, y: 100 }, whole, null)).toEqual({
      x: 0,
      y: 400,
      width: 2400,
      height: 1900,
    });
    for (const grip of HANDLES) {
      for (const by of [-9000, 9000]) {
        const it = dragged(frame, grip, { x: by, y: by }, whole, null);
        expect(isInside(it) && it.width >= 40 && it.height >= 30, `${grip} by ${by}`).toBe(true);
      }
    }
  });
});

describe("a frame moved by keys", () => {
  it("goes one percent of the picture, with shift five", () => {
    expect(nudged(frame, "ArrowRight", false, whole)).toEqual({ ...frame, x: 840 });
    expect(nudged(frame, "ArrowUp", true, whole)).toEqual({ ...frame, y: 150 });
    expect(nudged(frame, "Enter", false, whole)).toBeNull();
  });

  it("changes its right and lower edge with Alt, along the ratio where there is one", () => {
    expect(nudgedEdge(frame, "ArrowRight", false, whole, null)).toEqual({ ...frame, width: 1640 });
    expect(nudgedEdge(frame, "ArrowUp", true, whole, null)).toEqual({ ...frame, height: 1850 });
    expect(nudgedEdge(frame, "ArrowRight", false, whole, PORTRAIT)).toEqual({
      x: 800,
      y: 275,
      width: 1640,
      height: 2050,
    });
    expect(nudgedEdge(frame, "a", false, whole, null)).toBeNull();
  });

  it("gets closer around its middle, and back to where it was", () => {
    const near = zoomed(frame, true, whole, PORTRAIT);
    expect(near.width).toBeCloseTo(1600 / 1.05, 6);
    expect(near.x + near.width / 2).toBeCloseTo(1600, 6);
    const back = zoomed(near, false, whole, PORTRAIT);
    expect(back.width).toBeCloseTo(frame.width, 6);
    expect(back.y).toBeCloseTo(frame.y, 6);
  });

  it("never gets larger than the picture nor smaller than can be kept", () => {
    let [large, small, free] = [frame, frame, frame];
    for (let i = 0; i < 300; i++) {
      large = zoomed(large, false, whole, PORTRAIT);
      small = zoomed(small, true, whole, PORTRAIT);
      free = zoomed(free, false, whole, null);
    }
    expect(large).toEqual({ x: 400, y: 0, width: 2400, height: 3000 });
    expect(small.width).toBeCloseTo(40, 6);
    expect(free).toEqual({ x: 0, y: 0, ...whole });
  });
});

describe("a frame's numbers", () => {
  it("are taken where they fit, and the ratio follows", () => {
    expect(typed(frame, "x", 120, whole, PORTRAIT)).toEqual({ ...frame, x: 120 });
    expect(typed(frame, "width", 2000, whole, PORTRAIT)).toEqual({ x: 800, y: 300, width: 2000, height: 2500 });
    expect(typed(frame, "height", 3000, whole, PORTRAIT)).toEqual({ x: 800, y: 0, width: 2400, height: 3000 });
    expect(typed(frame, "height", 500, whole, null)).toEqual({ ...frame, height: 500 });
  });

  it("are refused where they do not", () => {
    expect(range(frame, "x", whole, PORTRAIT)).toEqual([0, 2400]);
    expect(typed(frame, "x", 2500, whole, PORTRAIT)).toBeNull();
    expect(typed(frame, "width", 2500, whole, PORTRAIT)).toBeNull();
    expect(typed(frame, "width", 4, whole, PORTRAIT)).toBeNull();
    expect(typed(frame, "y", Number.NaN, whole, null)).toBeNull();
  });
});

describe("a frame that is kept", () => {
  it("is the same after a hundred ways to and from shares", () => {
    let it = { x: 333, y: 111, width: 1234, height: 1542.5 };
    const first = areaOf(it, whole);
    for (let i = 0; i < 100; i++) {
      const { x, y, width, height } = areaOf(it, whole);
      it = { x: x * 4000, y: y * 3000, width: width * 4000, height: height * 3000 };
    }
    expect(areaOf(it, whole)).toEqual(first);
  });

  it("never reaches over the edge by rounding", () => {
    for (let width = 1; width < 300; width++) {
      const area = areaOf({ x: 301 - width, y: 0, width, height: 7 }, { width: 301, height: 7 });
      expect(area.x + area.width).toBeLessThanOrEqual(1 + 1e-12);
    }
  });

  it("leaves out what only holds bars", () => {
    expect(onPicture({ x: 0, y: -500, width: 4000, height: 4000 }, whole)).toEqual({ x: 0, y: 0, ...whole });
  });
});
