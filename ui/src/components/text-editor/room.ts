/**
 * The height of a field of text. It is given from outside: with a size that does not come from its words it is laid out
 * alone, and a key does not lay out the whole page.
 */
import { roomFor } from "./height";

interface Parts {
  frame: HTMLElement;
  area: HTMLTextAreaElement;
}

export class Room {
  private lines = 0;
  /** In pixels: a line, what is above the first, and what is at least below the last. */
  private line = 0;
  private above = 0;
  private below = 0;
  /** In pixels: below the last line now, with the lines that are still free. */
  private free = 0;

  constructor(
    private readonly parts: Parts,
    /** How many lines there are room for while nothing is written. */
    private readonly empty: number,
  ) {}

  /** Where the last line ends, in pixels from the field's top. */
  get bottom(): number {
    return this.above + this.lines * this.line;
  }

  /** Learns how the field is dressed, and fits it. */
  measure(): void {
    this.parts.area.style.removeProperty("padding-bottom");
    const { lineHeight, paddingTop, paddingBottom } = getComputedStyle(this.parts.area);
    [this.line, this.above, this.below] = [parseFloat(lineHeight), parseFloat(paddingTop), parseFloat(paddingBottom)];
    this.fit(true);
  }

  /**
   * Makes room for what is written; true where it has more or fewer lines than before. Text that only grew is measured
   * as it stands: what is below the last line is part of the field, so that the first letter too many makes it scroll.
   */
  fit(mayBeShorter: boolean): boolean {
    const { area } = this.parts;
    if (mayBeShorter) {
      this.free = this.below;
      this.give(0);
    }
    const lines = Math.max(1, Math.round((area.scrollHeight - this.above - this.free) / this.line));
    const isOther = lines !== this.lines;
    if (!isOther && !mayBeShorter) return false;
    this.lines = lines;
    const room = roomFor(lines, this.empty) * this.line;
    this.free = this.below + room - lines * this.line;
    this.give(this.above + room + this.below);
    return isOther;
  }

  private give(height: number): void {
    const { frame, area } = this.parts;
    area.style.setProperty("padding-bottom", `${this.free}px`);
    area.style.setProperty("height", `${height}px`);
    if (height === 0) return;
    frame.style.setProperty("height", `${height}px`);
    // The engine scrolls to a line there was no room for yet.
    area.scrollTop = 0;
  }
}
