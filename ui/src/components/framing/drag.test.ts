import { describe, expect, it } from "vitest";
import { frameAt, goOn, press } from "./drag";

const whole = { width: 4000, height: 3000 };
const frame = { x: 800, y: 0, width: 1600, height: 2000 };

describe("a press on a frame", () => {
  it("stays a click while the hand only trembles", () => {
    const drag = goOn(press("inside", frame, 100, 100), 106, 105);
    expect(drag.moves).toBe(false);
    expect(frameAt(drag, 106, 105, 10, whole, 0.8)).toBe(frame);
  });

  it("becomes a drag beyond that, in pixels of the original, and stays one on the way back", () => {
    const drag = goOn(press("inside", frame, 100, 100), 120, 100);
    expect(frameAt(drag, 120, 100, 10, whole, 0.8)).toEqual({ ...frame, x: 1000 });
    expect(frameAt(goOn(drag, 102, 100), 102, 100, 10, whole, 0.8)).toEqual({ ...frame, x: 820 });
  });

  it("pulls the handle it was on", () => {
    const drag = goOn(press("se", frame, 100, 100), 60, 100);
    expect(frameAt(drag, 60, 100, 10, whole, 0.8)).toEqual({ ...frame, width: 1200, height: 1500 });
  });
});
