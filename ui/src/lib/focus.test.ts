import { describe, expect, it } from "vitest";
import { language } from "../i18n";
import { focusAt, keepsFocus, keptPart, lostPart, nudged, ratio, readPercent } from "./focus";

describe("the focal point", () => {
  const box = { left: 100, top: 50, width: 400, height: 200 };

  it("is set where the picture was clicked", () => {
    expect(focusAt(200, 100, box)).toEqual({ x: 0.25, y: 0.25 });
  });

  it("stays inside the picture, whatever the pointer does", () => {
    expect(focusAt(-50, 9999, box)).toEqual({ x: 0, y: 1 });
    expect(focusAt(10, 10, { left: 0, top: 0, width: 0, height: 0 })).toEqual({ x: 0.5, y: 0.5 });
  });

  it("moves by one percent, with shift by ten, and stops at the edge", () => {
    expect(nudged({ x: 0.5, y: 0.5 }, "ArrowLeft", false)).toEqual({ x: 0.49, y: 0.5 });
    expect(nudged({ x: 0.5, y: 0.5 }, "ArrowDown", true)).toEqual({ x: 0.5, y: 0.6 });
    expect(nudged({ x: 0.95, y: 0.5 }, "ArrowRight", true)).toEqual({ x: 1, y: 0.5 });
    expect(nudged({ x: 0.5, y: 0.5 }, "Enter", false)).toBeNull();
  });

  it("a hundred steps there and back end where they began", () => {
    let focus = { x: 0.5, y: 0.5 };
    for (let i = 0; i < 40; i++) focus = nudged(focus, "ArrowRight", false) ?? focus;
    for (let i = 0; i < 40; i++) focus = nudged(focus, "ArrowLeft", false) ?? focus;
    expect(focus).toEqual({ x: 0.5, y: 0.5 });
  });

  it("reads typed percentages the way people write them", () => {
    expect(readPercent("62")).toBe(0.62);
    expect(readPercent(" 62,5 %")).toBeCloseTo(0.625);
    expect(readPercent("101")).toBeNull();
    expect(readPercent("-3")).toBeNull();
    expect(readPercent("tengah")).toBeNull();
    expect(readPercent("")).toBeNull();
  });
});

describe("what a placement keeps", () => {
  const asset = { width: 4000, height: 3000 };
  const crop = { x: 800, y: 0, width: 2400, height: 3000 };

  it("is drawn in percentages of the picture", () => {
    expect(keptPart(crop, asset)).toEqual({ left: 20, top: 0, width: 60, height: 100 });
  });

  it("says how much is lost", () => {
    expect(lostPart(crop, asset)).toBe(40);
    expect(lostPart({ x: 0, y: 0, width: 4000, height: 3000 }, asset)).toBe(0);
  });

  it("says whether the point survives", () => {
    expect(keepsFocus(crop, asset, { x: 0.5, y: 0.9 })).toBe(true);
    expect(keepsFocus(crop, asset, { x: 0.1, y: 0.5 })).toBe(false);
  });

  it("names shapes as people do", () => {
    expect(ratio(1080, 1350)).toBe("4:5");
    expect(ratio(1080, 1920)).toBe("9:16");
    language.speak("id");
    expect(ratio(1200, 628)).toBe("1,91:1");
    language.speak("en");
    expect(ratio(1200, 628)).toBe("1.91:1");
  });
});
