/** The next sensible moment to propose, and whether one is over. */
import type { Planned } from "../../ipc";
import { addDays } from "../../lib/days";
import { offsetMinutes, wallAt } from "../../lib/zones";

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
