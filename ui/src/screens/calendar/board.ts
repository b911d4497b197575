/** Which posts stand on which day, how many a cell can show, and where the keyboard's cursor goes. */
import type { DeliveryState, PostRow } from "../../ipc";
import type { Card } from "../../lib/cards";
import type { Place } from "../../lib/carry";
import { addDays, type Day } from "../../lib/days";
import { type AnyState, leadingState } from "../../lib/states";
import { wallAt } from "../../lib/zones";

/** The place of posts that are not planned: the column beside the month, and no day. */
export const SHELF: Place = "shelf";

/** The day of the brand's calendar a card stands on; null while it is not planned. */
export function dayOf(row: Pick<PostRow, "planned" | "instant">, zone: string): Day | null {
  if (!row.planned) return null;
  if (row.planned.zone === zone || !row.instant) return row.planned.wall.slice(0, 10);
  return wallAt(new Date(row.instant), zone).slice(0, 10);
}

/** The cards of each day in the order they go out. */
export function byDay(cards: readonly Card[], zone: string): Map<Day, Card[]> {
  const days = new Map<Day, Card[]>();
  for (const card of cards) {
    const day = dayOf(card, zone);
    if (day) days.set(day, [...(days.get(day) ?? []), card]);
  }
  for (const cards of days.values())
    cards.sort((a, b) => moment(a).localeCompare(moment(b)) || a.card.localeCompare(b.card));
  return days;
}

const moment = (row: PostRow) => row.instant ?? row.planned?.wall ?? "";

// What has left this computer stays where it is; what a network holds for its time is moved there too.
const fixed: readonly DeliveryState[] = ["sending", "processing", "in_network_draft", "live", "unknown", "removed"];

/** The state that keeps a card in its place, or null when it may be moved. */
export function fixedBy(row: Pick<PostRow, "deliveries">): DeliveryState | null {
  return fixed.find((state) => row.deliveries.some((it) => it.state === state)) ?? null;
}

/** The one state a card shows. */
export function stateOf(row: PostRow): AnyState {
  return leadingState({ editorial: row.editorial, states: row.deliveries.map((it) => it.state) });
}

/** How many of `count` cards a cell of this height shows; what is left over stands as "+n" in the day line. */
export function fitting(count: number, height: number, card: number, gap: number): number {
  if (card <= 0) return count;
  return Math.max(0, Math.min(count, Math.floor((height + gap) / (card + gap))));
}

/** Where the keyboard is: a day, and which of its stops. Stop 0 is the day itself, then its cards, then "+n". */
export interface Cursor {
  day: Day;
  stop: number;
}

/** How many stops a day has. */
export type Stops = (day: Day) => number;

/**
 * The cursor after an arrow key. Left and right change the day; up and down go through a day's stops and on to
 * the week above or below. It may leave the weeks on screen; the screen then turns the month.
 */
export function stepped(cursor: Cursor, key: string, stops: Stops): Cursor | null {
  switch (key) {
    case "ArrowLeft":
      return land(addDays(cursor.day, -1), cursor.stop, stops);
    case "ArrowRight":
      return land(addDays(cursor.day, 1), cursor.stop, stops);
    case "ArrowDown":
      if (cursor.stop + 1 < stops(cursor.day)) return { day: cursor.day, stop: cursor.stop + 1 };
      return { day: addDays(cursor.day, 7), stop: 0 };
    case "ArrowUp": {
      if (cursor.stop > 0) return { day: cursor.day, stop: cursor.stop - 1 };
      const above = addDays(cursor.day, -7);
      return { day: above, stop: stops(above) - 1 };
    }
    default:
      return null;
  }
}

/** The day an arrow carries a held card to. */
export function carriedDay(day: Day, key: string): Day | null {
  const by = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }[key];
  return by === undefined ? null : addDays(day, by);
}

function land(day: Day, stop: number, stops: Stops): Cursor {
  return { day, stop: Math.max(0, Math.min(stop, stops(day) - 1)) };
}
