/** Periods a report can cover, as the picker offers them and as people write them. */
import type { Period } from "../../ipc";
import { addDays, addMonths, type Day, isoWeek, monthStart, weekStartOf } from "../../lib/days";

/** The month a day lies in. */
export function monthOf(day: Day): Period {
  return { kind: "month", year: Number(day.slice(0, 4)), month: Number(day.slice(5, 7)) };
}

/** The ISO week a day lies in. */
export function weekOf(day: Day): Period {
  return { kind: "week", ...isoWeek(day) };
}

/** First and last day, both inclusive. */
export function bounds(period: Period): { first: Day; last: Day } {
  switch (period.kind) {
    case "month": {
      const first = `${period.year}-${String(period.month).padStart(2, "0")}-01`;
      return { first, last: addDays(addMonths(first, 1), -1) };
    }
    case "week": {
      // The fourth of January always lies in week 1.
      const first = addDays(weekStartOf(`${period.year}-01-04`, "monday"), (period.week - 1) * 7);
      return { first, last: addDays(first, 6) };
    }
    case "range":
      return { first: period.from, last: period.to };
  }
}

/** The months to choose from, newest first, the last whole one at `preset`. */
export function recentMonths(today: Day, count = 24): Day[] {
  return Array.from({ length: count }, (_, back) => addMonths(monthStart(today), -back));
}

/** The first days of the weeks to choose from, newest first. */
export function recentWeeks(today: Day, count = 26): Day[] {
  const first = weekStartOf(today, "monday");
  return Array.from({ length: count }, (_, back) => addDays(first, -7 * back));
}

/** The month before the one a day lies in: what is usually reported. */
export function lastMonth(today: Day): Day {
  return addMonths(monthStart(today), -1);
}

/** Whether a period is not over yet, so that its numbers will still move. */
export function isRunning(period: Period, today: Day): boolean {
  return bounds(period).last >= today;
}
