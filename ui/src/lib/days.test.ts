import { describe, expect, test } from "vitest";
import {
  addDays,
  addMonths,
  daysBetween,
  daysInMonth,
  isDay,
  isoWeek,
  monthWeeks,
  readDay,
  weekday,
  weekStartOf,
} from "./days";

test("days cross months and years", () => {
  expect(addDays("2026-12-31", 1)).toBe("2027-01-01");
  expect(addDays("2026-03-01", -1)).toBe("2026-02-28");
  expect(addDays("2028-02-28", 1)).toBe("2028-02-29");
  expect(daysBetween("2026-10-24", "2026-10-26")).toBe(2);
});

test("a month later is the same day or the month's last", () => {
  expect(addMonths("2026-01-31", 1)).toBe("2026-02-28");
  expect(addMonths("2026-03-31", -1)).toBe("2026-02-28");
  expect(addMonths("2026-11-18", 2)).toBe("2027-01-18");
  expect(daysInMonth("2026-02-10")).toBe(28);
});

test("weeks begin on the chosen day", () => {
  expect(weekday("2026-11-18")).toBe(3);
  expect(weekStartOf("2026-11-18", "sunday")).toBe("2026-11-15");
  expect(weekStartOf("2026-11-18", "monday")).toBe("2026-11-16");
  expect(weekStartOf("2026-11-15", "sunday")).toBe("2026-11-15");
  expect(weekStartOf("2026-11-15", "monday")).toBe("2026-11-09");
});

test("the weeks of a month cover it and nothing more", () => {
  const weeks = monthWeeks("2026-11-18", "sunday");
  expect(weeks).toHaveLength(5);
  expect(weeks[0]?.[0]).toBe("2026-11-01");
  expect(weeks.at(-1)?.at(-1)).toBe("2026-12-05");
  expect(monthWeeks("2026-02-01", "sunday")).toHaveLength(4);
  expect(monthWeeks("2026-08-01", "sunday")).toHaveLength(6);
});

test("ISO weeks at the turn of a year", () => {
  expect(isoWeek("2026-10-15")).toEqual({ year: 2026, week: 42 });
  expect(isoWeek("2027-01-01")).toEqual({ year: 2026, week: 53 });
  expect(isoWeek("2025-12-29")).toEqual({ year: 2026, week: 1 });
});

describe("a day as typed", () => {
  const today = "2026-11-18";
  test.each([
    ["2026-12-01", "2026-12-01"],
    ["19", "2026-11-19"],
    ["3/12", "2026-12-03"],
    ["19 nov", "2026-11-19"],
    ["19 November 2027", "2027-11-19"],
    ["1 agustus", "2026-08-01"],
    ["1 Aug", "2026-08-01"],
    ["5 mei", "2026-05-05"],
    ["5 may", "2026-05-05"],
    ["besok", "2026-11-19"],
    ["tomorrow", "2026-11-19"],
    ["hari ini", "2026-11-18"],
  ])("%s is %s", (typed, day) => expect(readDay(typed, today)).toBe(day));

  test.each(["", "31/2", "32", "19 foo", "halo", "2026-13-01"])("%s is none", (typed) =>
    expect(readDay(typed, today)).toBeNull(),
  );
});

test("a day exists or not", () => {
  expect(isDay("2026-02-28")).toBe(true);
  expect(isDay("2026-02-30")).toBe(false);
  expect(isDay("2026-2-3")).toBe(false);
});
