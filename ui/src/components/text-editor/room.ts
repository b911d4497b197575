/**
 * The height of a field of text. It is given from outside: with a size that does not come from its words it is laid out
 * alone, and a key does not lay out the whole page.
 */
import type { Mirror } from "./mirror";

/** A field of several lines makes room for so many at a time: each time, the page below it is laid out and painted. */
const STEP = 3;

/** Lines are measured, and come out a hair off. */
const HAIR = 0.01;

/** How many lines a field has room for when so many are written in it, and it has `empty` while nothing is. */
export function roomFor(written: number, empty: number): number {
  const step = empty > 1 ? STEP : 1;
  return empty + Math.max(0, Math.ceil((written - empty) / step - HAIR)) * step;
}

export class Room {
  /** In pixels, as it was last given. */
  private height = 0;

  constructor(
    private readonly frame: HTMLElement,
    private readonly area: HTMLTextAreaElement,
    private readonly mirror: Mirror,
    /** How many lines there are room for while nothing is written. */
    private readonly empty: number,
  ) {}

  /** Makes room for what is written. Words that only became more are asked for no more than whether they fit. */
  fit(text: string, mayBeShorter: boolean): void {
    if (mayBeShorter) this.give(this.mirror.lines(text));
    const { scrollHeight, clientHeight } = this.area;
    // Both are rounded.
    if (scrollHeight <= clientHeight + 1) return;
    const { above, below, line } = this.mirror.measures;
    this.give(Math.round((scrollHeight - above - below) / line));
    // The engine scrolls to a line there was no room for yet.
    this.area.scrollTop = 0;
  }

  private give(lines: number): void {
    const { above, below, line } = this.mirror.measures;
    const height = above + roomFor(lines, this.empty) * line + below;
    if (height === this.height) return;
    this.height = height;
    for (const it of [this.frame, this.area]) it.style.setProperty("height", `${height}px`);
  }
}
