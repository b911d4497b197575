/** Draws marks beneath the words, as boxes of their own. */
import type { Tone } from "../../ipc";
import type { Change } from "./change";
import { areSame, isLimit, moved, movesMarks, type TextMark, within } from "./marks";
import type { Mirror } from "./mirror";

/** How wide a limit is drawn, in pixels. */
const EDGE = 2;

/** A box beneath the words, in pixels from the field's corner; without a height it goes down to the field's end. */
interface Box {
  class: string;
  left: number;
  top: number;
  width: number;
  height: number | null;
}

export class MarkLayer {
  private marks: readonly TextMark[] = [];
  private boxes: Box[] = [];
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

  /** Follows a change of the text before it. */
  follow(change: Change, before: string): void {
    const isMoved = movesMarks(this.marks, change, before);
    this.marks = moved(this.marks, change);
    if (isMoved) this.drawAgain();
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
    if (this.marks.length > 0) this.mirror.show(this.written());
    const boxes = boxesOf(this.mirror, this.marks);
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
      const now = box[side];
      if (before?.[side] !== now) element.style.setProperty(side, now === null ? "auto" : `${now}px`);
    }
  }
}

/** What is marked, and from where on it is too much. */
function boxesOf(mirror: Mirror, marks: readonly TextMark[]): Box[] {
  const words = marks.filter((it) => !isLimit(it)).flatMap(({ start, end, tone }) => behind(mirror, start, end, tone));
  const limits = marks.filter(isLimit).flatMap(({ start, tone }) => limitOf(mirror, start, tone) ?? []);
  // Beyond the first limit of its kind all is too much already.
  const firsts = limits.filter((it, at) => limits.findIndex((other) => other.class === it.class) === at);
  const edges = limits.map((it) => ({ ...it, class: `${it.class} edge` }));
  return [...words, ...edges, ...firsts.flatMap((it) => beyondOf(mirror, it))];
}

const behind = (mirror: Mirror, start: number, end: number, tone: Tone): Box[] =>
  mirror.boxes(start, end).map(({ left, top, width, height }) => ({ class: tone, left, top, width, height }));

/** A limit itself. */
function limitOf(mirror: Mirror, start: number, tone: Tone): (Box & { height: number }) | null {
  const { line } = mirror.measures;
  const [first] = mirror.boxes(start, start + 1);
  if (!first) return null;
  return { class: tone, left: first.left, top: (first.top + first.bottom - line) / 2, width: EDGE, height: line };
}

/** The rest of a limit's line, and all of the field below it: what is written on there draws nothing anew. */
function beyondOf(mirror: Mirror, limit: Box & { height: number }): Box[] {
  const { left, right } = mirror.measures;
  return [
    { ...limit, width: Math.max(0, right - limit.left) },
    { ...limit, left, top: limit.top + limit.height, width: right - left, height: null },
  ];
}
