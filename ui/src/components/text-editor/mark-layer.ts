/** Draws marks beneath the words, as boxes of their own. */
import type { Tone } from "../../ipc";
import type { Change } from "./change";
import { areSame, isLimit, moved, movesMarks, type TextMark, within } from "./marks";
import type { Mirror } from "./mirror";

/** How wide a limit is drawn, in pixels. */
const EDGE = 2;

/** So many lines beyond a limit are one box. */
const PIECE = 6;

/** A box beneath the words, in pixels from the field's corner. */
interface Box {
  class: string;
  left: number;
  top: number;
  width: number;
  height: number;
}

/**
 * How many letters a change adds at the end of the text before it, in UTF-16 units; infinitely many where it does
 * something else.
 */
export function lettersAtEnd({ from, insert }: Change, before: string): number {
  return from === before.length && !insert.includes("\n") ? insert.length : Infinity;
}

export class MarkLayer {
  private marks: readonly TextMark[] = [];
  private boxes: Box[] = [];
  /** How many lines limits are drawn down to; 0 where there is none. */
  private lines = 0;
  /** So many letters have room in the last of them for certain. */
  private spare = 0;
  private frame = 0;

  constructor(
    private readonly mirror: Mirror,
    private readonly ground: HTMLElement,
    private readonly written: () => string,
  ) {}

  /** Marks these in place of those before. */
  show(marks: readonly TextMark[]): void {
    const now = within(marks, this.written().length);
    if (areSame(this.marks, now)) return;
    this.marks = now;
    this.drawAgain();
  }

  /** Follows a change of the text before it. A limit is drawn down to the last line. */
  follow(change: Change, before: string): void {
    const isMoved = movesMarks(this.marks, change, before);
    this.marks = moved(this.marks, change);
    if (this.frame === 0 && (isMoved || (this.lines > 0 && this.hasOtherLines(change, before)))) this.drawAgain();
  }

  /** Whether there are more or fewer lines than limits are drawn down to. They are not counted with every letter. */
  private hasOtherLines(change: Change, before: string): boolean {
    this.spare -= lettersAtEnd(change, before);
    if (this.spare >= 0) return false;
    const isOther = this.mirror.lines(this.written()) !== this.lines;
    if (!isOther) this.spare = this.mirror.spare();
    return isOther;
  }

  /** Draws all marks with the next frame. */
  drawAgain(): void {
    this.frame ||= requestAnimationFrame(() => {
      this.frame = 0;
      this.draw();
    });
  }

  destroy(): void {
    cancelAnimationFrame(this.frame);
  }

  private draw(): void {
    const [text, { marks }] = [this.written(), this];
    this.lines = marks.some(isLimit) ? this.mirror.lines(text) : 0;
    this.spare = 0;
    if (marks.length > 0) this.mirror.show(text);
    const boxes = boxesOf(this.mirror, marks, this.lines);
    boxes.forEach((box, at) => this.put(box, at));
    while (this.ground.childElementCount > boxes.length) this.ground.lastElementChild?.remove();
    this.boxes = boxes;
  }

  /** Puts a box in its place; one that is there already is left alone. */
  private put(box: Box, at: number): void {
    const before = this.boxes[at];
    const element = before ? this.ground.children[at] : this.ground.appendChild(document.createElement("i"));
    if (!(element instanceof HTMLElement)) return;
    if (before?.class !== box.class) element.className = box.class;
    for (const side of ["left", "top", "width", "height"] as const) {
      if (before?.[side] !== box[side]) element.style.setProperty(side, `${box[side]}px`);
    }
  }
}

/** What is marked, and from where on it is too much. What a new line adds comes last, so that the rest stays. */
function boxesOf(mirror: Mirror, marks: readonly TextMark[], lines: number): Box[] {
  const words = marks.filter((it) => !isLimit(it)).flatMap(({ start, end, tone }) => behind(mirror, start, end, tone));
  const limits = marks.filter(isLimit).flatMap(({ start, tone }) => limitOf(mirror, start, tone) ?? []);
  // Beyond the first limit of its kind all is too much already.
  const firsts = limits.filter((it, at) => limits.findIndex((other) => other.class === it.class) === at);
  const beyond = firsts.flatMap((it) => beyondOf(mirror, it, lines)).sort((a, b) => a.top - b.top);
  return [...words, ...limits.map((it) => ({ ...it, class: `${it.class} edge` })), ...beyond];
}

const behind = (mirror: Mirror, start: number, end: number, tone: Tone): Box[] =>
  mirror.boxes(start, end).map(({ left, top, width, height }) => ({ class: tone, left, top, width, height }));

/** A limit itself. */
function limitOf(mirror: Mirror, start: number, tone: Tone): Box | null {
  const { line } = mirror.measures;
  const [first] = mirror.boxes(start, start + 1);
  if (!first) return null;
  return { class: tone, left: first.left, top: (first.top + first.bottom - line) / 2, width: EDGE, height: line };
}

/** The rest of a limit's line, and the lines below it in pieces: a new line paints no more than the last. */
function beyondOf(mirror: Mirror, limit: Box, lines: number): Box[] {
  const { left, right, line, above } = mirror.measures;
  const pieces = [{ ...limit, width: Math.max(0, right - limit.left) }];
  const bottom = above + lines * line;
  for (let top = limit.top + line; bottom - top > 1; top += PIECE * line)
    pieces.push({ ...limit, left, top, width: right - left, height: Math.min(PIECE * line, bottom - top) });
  return pieces;
}
