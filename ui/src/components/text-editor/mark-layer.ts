/** Draws marks beneath the words, as boxes of their own. */
import type { EditorState, Transaction } from "@codemirror/state";
import type { Tone } from "../../ipc";
import { marksOf, type TextMark } from "./marks";
import type { Mirror } from "./mirror";

/** How wide a limit is drawn, in pixels. */
const EDGE = 2;

/** So many lines beyond a limit are one box. */
const PIECE = 6;

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

/**
 * Whether a change moves a mark: a letter that is typed behind all that is marked does not, but one in the word a mark
 * is part of may take it to the next line.
 */
export function movesMarks(change: Transaction): boolean {
  const [before, after] = [marksOf(change.startState), marksOf(change.state)];
  if (!isSame(before, after)) return true;
  if (!change.docChanged) return false;
  let first = Infinity;
  change.changes.iterChangedRanges((from) => (first = Math.min(first, from)));
  const last = Math.max(-1, ...before.map(reach));
  return last >= first || (last >= 0 && !/\s/.test(change.startState.sliceDoc(last, first)));
}

/** How many letters a change adds at the end of the text, in UTF-16 units; infinitely many where it does something else. */
export function lettersAtEnd({ changes, startState }: Transaction): number {
  let letters = 0;
  changes.iterChanges((from, to, _from, _to, inserted) => {
    const isPlain = from === startState.doc.length && to === from && inserted.lines === 1;
    letters += isPlain ? inserted.length : Infinity;
  });
  return letters;
}

function isSame(one: readonly TextMark[], other: readonly TextMark[]): boolean {
  return (
    one.length === other.length &&
    one.every((it, at) => it.tone === other[at]?.tone && it.start === other[at].start && reach(it) === reach(other[at]))
  );
}

export class MarkLayer {
  private boxes: Box[] = [];
  /** How many lines limits are drawn down to; 0 where there is none. */
  private lines = 0;
  /** So many letters have room in the last of them for certain. */
  private spare = 0;
  private frame = 0;

  constructor(
    private readonly mirror: Mirror,
    private readonly ground: HTMLElement,
    private readonly written: () => { state: EditorState; text: string },
  ) {}

  /** Follows a change of the text or of its marks. A limit is drawn down to the last line. */
  follow(change: Transaction): void {
    if (this.frame === 0 && (movesMarks(change) || (this.lines > 0 && this.hasOtherLines(change)))) this.drawAgain();
  }

  /** Whether there are more or fewer lines than limits are drawn down to. They are not counted with every letter. */
  private hasOtherLines(change: Transaction): boolean {
    this.spare -= lettersAtEnd(change);
    if (this.spare >= 0) return false;
    const isOther = this.mirror.lines(this.written().text) !== this.lines;
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
    const { state, text } = this.written();
    const marks = marksOf(state);
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
