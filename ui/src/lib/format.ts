/** Numbers, dates and times as the language writes them. Every function reads the current language, so screens follow it. */
import { language } from "../i18n";
import { addDays, weekday, type Day } from "./days";
import { wallAt, zoneName } from "./zones";

const NBSP = "\u00a0";
const clock = () => (language.current === "id" ? "." : ":");

/** 12.864 · 12,864. */
export function number(value: number, digits = 0): string {
  return numbers(language.locale, digits).format(value);
}

// Making a formatter takes far longer than using it, and counts are written with every key.
const numbers = remembered(
  (locale, digits: number) =>
    new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }),
);
const dates = remembered(
  (locale, options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC" }),
);

/** Makes each formatter once. */
function remembered<O, F>(make: (locale: string, options: O) => F): (locale: string, options: O) => F {
  const made = new Map<string, F>();
  return (locale, options) => {
    const key = `${locale} ${JSON.stringify(options)}`;
    const known = made.get(key) ?? make(locale, options);
    made.set(key, known);
    return known;
  };
}

/** 5,9 % · 5.9% from 0.059. */
export function percent(share: number, digits = 0): string {
  return `${number(share * 100, digits)}${language.current === "id" ? `${NBSP}%` : "%"}`;
}

/** Rp 1.250.000 · Rp 1,250,000. */
export function rupiah(value: number): string {
  return `${value < 0 ? "\u2212" : ""}Rp${NBSP}${number(Math.abs(value))}`;
}

/** 2,4 MB · 2.4 MB; decimal units, as file managers show them. */
export function bytes(value: number): string {
  if (value < 1000) return `${number(value)}${NBSP}B`;
  if (value < 1_000_000) return `${number(value / 1000)}${NBSP}kB`;
  return `${number(value / 1_000_000, value < 10_000_000 ? 1 : 0)}${NBSP}MB`;
}

/** A number that may be missing: missing is a dash, never 0. */
export function numberOrDash(value: number | null): string {
  return value === null ? "\u2013" : number(value);
}

/** A whole number as it is typed: both 1.200 and 1,200 are 1200. Null for anything else. */
export function wholeNumber(typed: string): number | null {
  const digits = typed.replace(/[.,\s]/g, "");
  const value = Number(digits);
  return /^\d+$/.test(digits) && Number.isSafeInteger(value) ? value : null;
}

/** 19.00 · 19:00 from `2026-10-03T19:00` or `19:00`. */
export function time(wall: string): string {
  return wall.slice(-5).replace(":", clock());
}

/** 19.00 WIB from a planned time; `hidden` leaves the zone out where a header already says it. */
export function plannedTime(planned: { wall: string; zone: string }, hidden?: string): string {
  if (planned.zone === hidden) return time(planned.wall);
  return `${time(planned.wall)}${NBSP}${zoneName(planned.zone, new Date(`${planned.wall}:00Z`))}`;
}

/** Kam 19 Nov 19.00 WIB. */
export function planned(at: { wall: string; zone: string }): string {
  return `${dayShort(at.wall.slice(0, 10))} ${plannedTime(at)}`;
}

/** 19.00 WIB of an instant in a zone. */
export function instantTime(instant: string, zone: string): string {
  const at = new Date(instant);
  return `${time(wallAt(at, zone))}${NBSP}${zoneName(zone, at)}`;
}

/** Kam 19 Nov 19.00 WIB of an instant in a zone. */
export function instant(text: string, zone: string): string {
  return `${dayShort(wallAt(new Date(text), zone).slice(0, 10))} ${instantTime(text, zone)}`;
}

/** A stamp of the laptop's own clock, without zone: 08.14. */
export function stamp(at: Date): string {
  const two = (value: number) => String(value).padStart(2, "0");
  return time(`${two(at.getHours())}:${two(at.getMinutes())}`);
}

/** Rabu, 18 November · Wednesday, 18 November; the year only when it is not that of `today`. */
export function dayLong(day: Day, today: Day = day): string {
  return dateText(day, {
    weekday: "long",
    day: "numeric",
    month: "long",
    ...(day.slice(0, 4) === today.slice(0, 4) ? {} : { year: "numeric" }),
  });
}

/** 19 November 2026. */
export function dateLong(day: Day): string {
  return dateText(day, { day: "numeric", month: "long", year: "numeric" });
}

/** Kam 19 Nov · Thu 19 Nov. */
export function dayShort(day: Day): string {
  return `${weekdayShort(weekday(day))} ${dayAndMonth(day)}`;
}

/** 19 Nov. */
export function dayAndMonth(day: Day): string {
  return dateText(day, { day: "numeric", month: "short" });
}

/** November 2026. */
export function month(day: Day): string {
  return dateText(day, { month: "long", year: "numeric" });
}

/** November. */
export function monthName(day: Day): string {
  return dateText(day, { month: "long" });
}

/** Min, Sen … · Sun, Mon …; 0 is Sunday. */
export function weekdayShort(index: number): string {
  // 4 January 1970 was a Sunday.
  return dateText(addDays("1970-01-04", index), { weekday: "short" });
}

/** Minggu, Senin … · Sunday, Monday …; 0 is Sunday. */
export function weekdayName(index: number): string {
  return dateText(addDays("1970-01-04", index), { weekday: "long" });
}

function dateText(day: Day, options: Intl.DateTimeFormatOptions): string {
  return dates(language.locale, options).format(new Date(`${day}T00:00:00Z`));
}
