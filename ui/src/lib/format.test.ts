import { beforeEach, describe, expect, test } from "vitest";
import { language } from "../i18n";
import * as format from "./format";

const wib = { wall: "2026-11-19T19:00", zone: "Asia/Jakarta" };

describe("in Indonesian", () => {
  beforeEach(() => language.speak("id"));

  test("numbers, money and shares", () => {
    expect(format.number(12864)).toBe("12.864");
    expect(format.percent(0.059, 1)).toBe("5,9\u00a0%");
    expect(format.rupiah(1_250_000)).toBe("Rp\u00a01.250.000");
    expect(format.bytes(2_400_000)).toBe("2,4\u00a0MB");
    expect(format.bytes(412_000)).toBe("412\u00a0kB");
  });

  test("times carry their zone", () => {
    expect(format.plannedTime(wib)).toBe("19.00\u00a0WIB");
    expect(format.plannedTime(wib, "Asia/Jakarta")).toBe("19.00");
    expect(format.plannedTime({ ...wib, zone: "Asia/Makassar" }, "Asia/Jakarta")).toBe("19.00\u00a0WITA");
    expect(format.instantTime("2026-11-18T01:10:00Z", "Asia/Jayapura")).toBe("10.10\u00a0WIT");
  });

  test("days", () => {
    expect(format.dayLong("2026-11-18")).toBe("Rabu, 18 November");
    expect(format.dayShort("2026-11-19")).toBe("Kam 19 Nov");
    expect(format.month("2026-11-01")).toBe("November 2026");
    expect(format.planned(wib)).toBe("Kam 19 Nov 19.00\u00a0WIB");
    expect(format.weekdayShort(0)).toBe("Min");
  });
});

describe("in English", () => {
  beforeEach(() => language.speak("en"));

  test("numbers, money and shares", () => {
    expect(format.number(12864)).toBe("12,864");
    expect(format.percent(0.059, 1)).toBe("5.9%");
    expect(format.rupiah(1_250_000)).toBe("Rp\u00a01,250,000");
  });

  test("times and days", () => {
    expect(format.plannedTime(wib)).toBe("19:00\u00a0WIB");
    expect(format.dayShort("2026-11-19")).toBe("Thu 19 Nov");
    expect(format.weekdayShort(3)).toBe("Wed");
  });
});

test("what is missing is a dash, never 0", () => {
  expect(format.numberOrDash(null)).toBe("–");
  expect(format.numberOrDash(0)).toBe("0");
});

test("a whole number is read as it is typed, with any thousands mark or none", () => {
  expect(["1200", "1.200", "1,200", " 1 200 ", "0"].map(format.wholeNumber)).toEqual([1200, 1200, 1200, 1200, 0]);
  for (const typed of ["", "  ", "-5", "1e3", "0x10", "dua", "99999999999999999999"])
    expect(format.wholeNumber(typed), typed).toBeNull();
});
