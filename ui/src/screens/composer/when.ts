/** Times as people type them, and the next sensible moment to propose. */
import type { Planned } from "../../ipc";
import { addDays } from "../../lib/days";
import { offsetMinutes, wallAt } from "../../lib/zones";

/** Reads `19`, `19.00`, `19:5`, `1930`, `7 pm`; null when it is no time of day. */
export function readTime(text: string): string | null {
  const found = /^(\d{1,2})(?:[.:\s]?(\d{2})|[.:](\d))?\s*(am|pm)?$/i.exec(text.trim());
  if (!found) return null;
  const [, hours = "", two, one, half] = found;
  let hour = Number(hours);
  const minute = Number(two ?? one ?? 0);
  if (half) {
    if (hour < 1 || hour > 12) return null;
    hour = (hour % 12) + (half.toLowerCase() === "pm" ? 12 : 0);
  }
  return hour < 24 && minute < 60 ? `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}` : null;
}

/** Today at seven in the evening, or tomorrow when that has passed. */
export function proposed(now: Date, zone: string): Planned {
  const wall = wallAt(now, zone);
  const today = wall.slice(0, 10);
  return { wall: `${wall.slice(11) < "19:00" ? today : addDays(today, 1)}T19:00`, zone };
}

/** Whether a wall time is over. In the hour a clock is turned back the later meaning counts. */
export function isPast(at: Planned, now: Date): boolean {
  const asUtc = new Date(`${at.wall}:00Z`);
  if (Number.isNaN(asUtc.getTime())) return false;
  return asUtc.getTime() - offsetMinutes(at.zone, asUtc) * 60_000 < now.getTime();
}
