import { describe, expect, it } from "vitest";
import { bounds, isRunning, lastMonth, monthOf, recentMonths, recentWeeks, weekOf } from "./periods";

describe("report periods", () => {
  it("a month ends on its last day, in February too", () => {
    expect(bounds(monthOf("2028-02-10"))).toEqual({ first: "2028-02-01", last: "2028-02-29" });
    expect(bounds(monthOf("2026-12-31"))).toEqual({ first: "2026-12-01", last: "2026-12-31" });
  });

  it("a week is Monday to Sunday and may belong to the year before", () => {
    expect(bounds({ kind: "week", year: 2026, week: 42 })).toEqual({ first: "2026-10-12", last: "2026-10-18" });
    expect(weekOf("2027-01-03")).toEqual({ kind: "week", year: 2026, week: 53 });
    expect(bounds({ kind: "week", year: 2026, week: 53 })).toEqual({ first: "2026-12-28", last: "2027-01-03" });
  });

  it("offers the newest first and presets the last whole month", () => {
    expect(recentMonths("2026-11-18", 3)).toEqual(["2026-11-01", "2026-10-01", "2026-09-01"]);
    expect(recentWeeks("2026-11-18", 2)).toEqual(["2026-11-16", "2026-11-09"]);
    expect(lastMonth("2026-01-31")).toBe("2025-12-01");
  });

  it("knows that this month still moves", () => {
    expect(isRunning(monthOf("2026-11-18"), "2026-11-18")).toBe(true);
    expect(isRunning(monthOf("2026-10-01"), "2026-11-18")).toBe(false);
  });
});
