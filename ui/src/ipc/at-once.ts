/** Counts that are there before the next frame: a question whose answer is waited for, as long as it comes at once. */
import type { Args, Reply } from "./commands";
import { theDoor } from "./door";

/** An answer that took longer was not worth waiting for, in milliseconds: a frame. */
const SLOW = 16;
/** So long nobody waits again then, in milliseconds. */
const RESTS = 5000;

let waitsFrom = 0;

/** How words measure right now; null where it has to be asked by `call`. */
export function measureAtOnce(args: Args<"measure_text">): Reply<"measure_text"> | null {
  const began = performance.now();
  if (began < waitsFrom) return null;
  try {
    const answer = theDoor().atOnce?.("count", { ...args }) ?? null;
    if (answer === null || performance.now() - began > SLOW) waitsFrom = performance.now() + RESTS;
    return answer as Reply<"measure_text"> | null;
  } catch {
    // This system's shell does not answer so.
    waitsFrom = Infinity;
    return null;
  }
}
