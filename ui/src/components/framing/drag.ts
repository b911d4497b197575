/** A frame in the hand of a pointer, decided without a screen. Within `TREMOR` pixels a press stays a click. */
import type { Rect } from "../../ipc";
import type { Size } from "../../lib/crop";
import { TREMOR } from "../../lib/carry";
import { dragged, type Grip } from "./frame";

/** Where a hand took hold, and of what. */
export interface Drag {
  grip: Grip;
  /** The frame as it was then. */
  from: Rect;
  /** Where the pointer went down, in CSS pixels. */
  x: number;
  y: number;
  /** Whether it went far enough to mean it. */
  moves: boolean;
}

/** The pointer goes down on the frame or one of its handles. */
export function press(grip: Grip, from: Rect, x: number, y: number): Drag {
  return { grip, from, x, y, moves: false };
}

/** The pointer went on; once a press has become a drag it stays one. */
export function goOn(drag: Drag, x: number, y: number): Drag {
  if (drag.moves || Math.hypot(x - drag.x, y - drag.y) <= TREMOR) return drag;
  return { ...drag, moves: true };
}

/** The frame under the hand; `scale` is source pixels per CSS pixel. */
export function frameAt(drag: Drag, x: number, y: number, scale: number, whole: Size, ratio: number | null): Rect {
  if (!drag.moves) return drag.from;
  return dragged(drag.from, drag.grip, { x: (x - drag.x) * scale, y: (y - drag.y) * scale }, whole, ratio);
}
