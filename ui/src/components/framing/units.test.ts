import { expect, it } from "vitest";
import { inPercent, inPixels, inUnit, readNumber } from "./units";

const whole = { width: 4000, height: 3000 };

it("numbers are whole pixels, or percent of the side they lie along", () => {
  expect(inUnit(1333.4, "x", whole, "px")).toBe(1333);
  expect(inUnit(1000, "x", whole, "percent")).toBe(25);
  expect(inUnit(1000, "height", whole, "percent")).toBe(33.3);
  expect(inPixels(25, "width", whole, "percent")).toBe(1000);
  expect(inPixels(25, "width", whole, "px")).toBe(25);
});

it("a sentence read aloud has whole percent", () => {
  expect(inPercent({ x: 800, y: 10, width: 2400, height: 3000 }, whole)).toEqual({
    x: 20,
    y: 0,
    width: 60,
    height: 100,
  });
});

it("numbers are read the way people write them", () => {
  expect(readNumber(" 62,5 % ")).toBe(62.5);
  expect(readNumber("1080 px")).toBe(1080);
  for (const wrong of ["", "-3", "lebar", "1e5", "12,"]) expect(readNumber(wrong), wrong).toBeNull();
});
