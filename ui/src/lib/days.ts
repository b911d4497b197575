/** Calendar maths on wall dates. A day is `YYYY-MM-DD`; no zone and no clock are involved. */
export type Day = string;
export type WeekStart = "sunday" | "monday";

const asUtc = (day: Day): Date => new Date(`${day}T00:00:00Z`);
const fromUtc = (date: Date): Day => date.toISOString().slice(0, 10);

/** The day so many days later. */
export function addDays(day: Day, count: number): Day {
  const date = asUtc(day);
  date.setUTCDate(date.getUTCDate() + count);
  return fromUtc(date);
}

/** The same day of the month so many months later, or that month's last. */
export function addMonths(day: Day, count: number): Day {
  const date = asUtc(day);
  const wanted = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + count);
  date.setUTCDate(Math.min(wanted, daysInMonth(fromUtc(date))));
  return fromUtc(date);
}

/** 0 Sunday to 6 Saturday. */
export function weekday(day: Day): number {
  return asUtc(day).getUTCDay();
}

/** The first day of its month. */
export function monthStart(day: Day): Day {
  return `${day.slice(0, 7)}-01`;
}

/** How many days its month has. */
export function daysInMonth(day: Day): number {
  const date = asUtc(monthStart(day));
  date.setUTCMonth(date.getUTCMonth() + 1);
  date.setUTCDate(0);
  return date.getUTCDate();
}

/** The first day of its week. */
export function weekStartOf(day: Day, start: WeekStart): Day {
  const first = start === "sunday" ? 0 : 1;
  return addDays(day, -((weekday(day) - first + 7) % 7));
}

/** The whole weeks that cover a month, each seven days. */
export function monthWeeks(day: Day, start: WeekStart): Day[][] {
  const last = addDays(addMonths(monthStart(day), 1), -1);
  const weeks: Day[][] = [];
  for (let first = weekStartOf(monthStart(day), start); first <= last; first = addDays(first, 7)) {
    weeks.push(Array.from({ length: 7 }, (_, at) => addDays(first, at)));
  }
  return weeks;
}

/** How many days from one day to another. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((asUtc(to).getTime() - asUtc(from).getTime()) / 86_400_000);
}

/** Whether a text is a day that exists. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = asUtc(text);
  return !Number.isNaN(date.getTime()) && fromUtc(date) === text;
}

/** ISO year and week of a day. */
export function isoWeek(day: Day): { year: number; week: number } {
  const thursday = addDays(weekStartOf(day, "monday"), 3);
  const year = Number(thursday.slice(0, 4));
  return { year, week: Math.floor(daysBetween(`${year}-01-01`, thursday) / 7) + 1 };
}

/**
 * Reads a day as a person types it: `2026-11-19`, `19`, `19/11`, `19 nov`, `19 november 2026`, `besok`.
 * What is left out is taken from `today`; null when it is no day.
 */
export function readDay(text: string, today: Day): Day | null {
  const typed = text.trim().toLowerCase();
  if (isDay(typed)) return typed;
  const word = relativeDays[typed];
  if (word !== undefined) return addDays(today, word);
  const found = /^(\d{1,2})(?:[\s/.-]+(\d{1,2}|\p{L}{3,}))?(?:[\s/.-]+(\d{4}))?$/u.exec(typed);
  if (!found) return null;
  const [, date = "", month, year = today.slice(0, 4)] = found;
  const number = month === undefined ? Number(today.slice(5, 7)) : /^\d/.test(month) ? Number(month) : monthOf(month);
  const day = `${year}-${String(number).padStart(2, "0")}-${date.padStart(2, "0")}`;
  return isDay(day) ? day : null;
}

const relativeDays: Record<string, number> = {
  "hari ini": 0,
  today: 0,
  besok: 1,
  tomorrow: 1,
  lusa: 2,
  kemarin: -1,
  yesterday: -1,
};

/** Month names begin alike in both languages but for these spellings. */
const months = ["jan", "feb", "mar", "apr", "mei|may", "jun", "jul", "agu|aug|ags", "sep", "okt|oct", "nov", "des|dec"];

function monthOf(name: string): number {
  return months.findIndex((starts) => starts.split("|").some((start) => name.startsWith(start))) + 1;
}
