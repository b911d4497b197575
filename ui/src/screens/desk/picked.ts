/** A later time as a person types it. */
import type { Planned } from "../../ipc";
import { type Day, readDay } from "../../lib/days";
import { readTime } from "../../lib/times";

/** Both parts as they were understood, and the time where both were. */
export interface Picked {
  day: Day | null;
  time: string | null;
  at: Planned | null;
}

/** Reads a day and a time of day. What the day's field shows itself, with its weekday, is read back too. */
export function picked(typedDay: string, typedTime: string, today: Day, zone: string): Picked {
  const bare = typedDay.trim().replace(/^\p{L}+\.?,?\s+(?=\d)/u, "");
  const day = readDay(bare, today) ?? readDay(typedDay, today);
  const time = readTime(typedTime);
  return { day, time, at: day && time ? { wall: `${day}T${time}`, zone } : null };
}
