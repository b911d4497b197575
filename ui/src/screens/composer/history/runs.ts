/**
 * The history of a post as somebody remembers it: what was typed in one go is one step. The core calls it by another
 * name where most of a text was taken away; that ends a step.
 */
import type { HistoryEntry } from "../../../ipc";

/** Pauses shorter than this, in milliseconds, do not end a run. */
const PAUSE = 5 * 60_000;

/** One step of a field: from what it was to what it became. */
export interface Run {
  /** The last operation of the run: what the field became with it is what comes back. */
  entry: HistoryEntry;
  before: string | null;
  /** When it began and ended. */
  from: string;
  to: string;
}

/** The steps, the newest first. Steps that came to nothing are left out. */
export function runs(entries: readonly HistoryEntry[]): Run[] {
  const made: Run[] = [];
  const open = new Map<string, Run>();
  for (const entry of entries) {
    const key = `${entry.channel} ${entry.field}`;
    const later = open.get(key);
    if (later && goesOn(later, entry)) {
      later.before = entry.before;
      later.from = entry.at;
    } else {
      const run = { entry, before: entry.before, from: entry.at, to: entry.at };
      open.set(key, run);
      made.push(run);
    }
  }
  return made.filter((it) => it.before !== it.entry.after);
}

function goesOn(later: Run, earlier: HistoryEntry): boolean {
  const { actor, label } = later.entry;
  return earlier.actor === actor && earlier.label === label && Date.parse(later.from) - Date.parse(earlier.at) < PAUSE;
}
