/** Draws marks beneath the words, as boxes of their own. */
import type { EditorState, Transaction } from "@codemirror/state";
import type { Tone } from "../../ipc";
import { marksOf, type TextMark } from "./marks";
import type { Mirror } from "./mirror";

/** How wide a limit is drawn, in pixels. */
const EDGE = 2;

/** What is drawn first is beneath the rest: a limit that is certain hides one that is not. */
const ORDER: readonly Tone[] = ["perhaps_too_long", "too_long", "link", "mention", "hashtag", "warning", "error"];

const isLimit = ({ tone }: TextMark): boolean => tone === "too_long" || tone === "perhaps_too_long";

/** The last place a mark depends on: a limit stays where it is whatever is written behind it. */
const reach = (mark: TextMark): number => (isLimit(mark) ? mark.start : mark.end);

/** A box beneath the words, in pixels from the field's corner. */
interface Box {
  class: string;
  left: number;
  top: number;
  width: number;
  height: number;
}

/** What is marked, and where its last line ends. */
interface Written {
  state: EditorState;
  text: string;
  bottom: number;
}

/**
 * Whether a change moves a mark: a letter that is typed behind all that is marked does not. One in the word a mark is
 * part of may take it to the next line, and a limit is drawn down to the last line.
 */
export function movesMarks(change: Transaction, isHigher: boolean): boolean {
  const [before, after] = [marksOf(change.startState), marksOf(change.state)];
  if (!isSame(before, after)) return true;
  if (!change.docChanged) return false;
  if (isHigher && after.some(isLimit)) return true;
  let first = Infinity;
  change.changes.iterChangedRanges((from) => (first = Math.min(first, from)));
  const last = Math.max(-1, ...before.map(reach));
  return last >= first || (last >= 0 && !/\s/.test(change.startState.sliceDoc(last, first)));
}

function isSame(one: readonly TextMark[], other: readonly TextMark[]): boolean {
  return (
    one.length === other.length &&
    one.every((it, at) => it.tone === other[at]?.tone && it.start === other[at].start && reach(it) === reach(other[at]))
  );
}

export class MarkLayer {
  private boxes: Box[] = [];
  private frame = 0;

  constructor(
    private readonly mirror: Mirror,
    private readonly ground: HTMLElement,
    private readonly written: () => Written,
  ) {}

  /** Follows a change of the text or of its marks. */
  follow(change: Transaction, isHigher: boolean): void {
    if (movesMarks(change, isHigher)) this.drawAgain();
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
    const { state, text, bottom } = this.written();
    const marks = marksOf(state).sort((a, b) => ORDER.indexOf(a.tone) - ORDER.indexOf(b.tone));
    if (marks.length > 0) this.mirror.show(text);
    const boxes = marks.length > 0 ? boxesOf(this.mirror, marks, bottom) : [];
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

/** Limits are beneath the words that are marked, and their edges above all. */
function boxesOf(mirror: Mirror, marks: readonly TextMark[], bottom: number): Box[] {
  const { left: x, top: y } = mirror.place();
  const { left, right, line } = mirror.margins();
  const behind = ({ start, end, tone }: TextMark): Box[] =>
    mirror
      .boxes(start, end)
      .map((it) => ({ class: tone, left: it.left - x, top: it.top - y, width: it.width, height: it.height }));
  const limits = marks.filter(isLimit).flatMap((mark): Box[] => {
    const [first] = mirror.boxes(mark.start, mark.start + 1);
    if (!first) return [];
    const top = (first.top + first.bottom - line) / 2 - y;
    return [{ class: mark.tone, left: first.left - x, top, width: EDGE, height: line }];
  });
  /** The rest of the line, and the lines below. */
  const beyond = (it: Box): Box[] => [
    { ...it, width: Math.max(0, right - it.left) },
    { ...it, left, top: it.top + line, width: right - left, height: Math.max(0, bottom - it.top - line) },
  ];
  const edge = (it: Box): Box => ({ ...it, class: `${it.class} edge` });
  return [...limits.flatMap(beyond), ...marks.filter((it) => !isLimit(it)).flatMap(behind), ...limits.map(edge)];
}
