/** The numbers of a frame as people read and type them: in pixels of the original or in percent of its sides. */
import type { Rect } from "../../ipc";
import type { Size } from "../../lib/crop";
import type { Side } from "./frame";

export type Unit = "px" | "percent";

/** A number of a frame in a unit: whole pixels, or percent with one digit. */
export function inUnit(value: number, side: Side, whole: Size, unit: Unit): number {
  if (unit === "px") return Math.round(value);
  const of = lengthOf(side, whole);
  return of > 0 ? Math.round((value / of) * 1000) / 10 : 0;
}

/** A number in a unit as pixels of the original. */
export function inPixels(value: number, side: Side, whole: Size, unit: Unit): number {
  return unit === "px" ? value : (value / 100) * lengthOf(side, whole);
}

/** Reads a typed number: `62`, `62,5`, `62.5 %`; null when it is none. */
export function readNumber(text: string): number | null {
  const cleaned = text.replace(/%|px/i, "").trim().replace(",", ".");
  return /^\d{1,6}(\.\d+)?$/.test(cleaned) ? Number(cleaned) : null;
}

/** All four numbers of a frame in percent of the sides, for the sentence that is read aloud. */
export function inPercent(frame: Rect, whole: Size): Rect {
  const part = (side: Side) => Math.round(inUnit(frame[side], side, whole, "percent"));
  return { x: part("x"), y: part("y"), width: part("width"), height: part("height") };
}

function lengthOf(side: Side, whole: Size): number {
  return side === "x" || side === "width" ? whole.width : whole.height;
}
