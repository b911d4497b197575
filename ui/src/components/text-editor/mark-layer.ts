/**
 * Draws marks beneath the words, as boxes of their own. Elements around the words would do it as well, but a paragraph
 * that is more than one piece of text is laid out and painted as a whole with every key: in one of 500 letters that costs
 * more than all the rest of the key.
 */
import type { ChangeSet, EditorState, Extension } from "@codemirror/state";
import { type EditorView, layer, RectangleMarker, type ViewUpdate } from "@codemirror/view";
import type { Tone } from "../../ipc";
import { marksOf, type TextMark } from "./marks";

/** How wide a limit is drawn, in pixels. */
const EDGE = 2;

/** What is drawn first is beneath the rest: a limit that is certain hides one that is not. */
const ORDER: readonly Tone[] = ["perhaps_too_long", "too_long", "link", "mention", "hashtag", "warning", "error"];

const isLimit = ({ tone }: TextMark): boolean => tone === "too_long" || tone === "perhaps_too_long";

/** The last place a mark depends on: a limit stays where it is whatever is written behind it. */
const reach = (mark: TextMark): number => (isLimit(mark) ? mark.start : mark.end);

/** The stretch of the text that is in the page: of a long one, what is near the screen. */
type Shown = EditorView["viewport"];

/** What is drawn of an editor's marks, and whether it still stands. */
export class MarkLayer {
  private marks: TextMark[] = [];
  private boxes: RectangleMarker[] = [];
  private shown: Shown = { from: 0, to: 0 };
  private isStale = true;

  /** Whether anything has to be drawn anew: not for a letter that is typed behind all that is marked. */
  update(update: ViewUpdate): boolean {
    const { state, view, docChanged, geometryChanged, viewportChanged } = update;
    const isMoved = docChanged && (update.heightChanged || this.isReached(update.changes, update.startState));
    const isScrolled = viewportChanged && (this.leavesOut(this.shown) || this.leavesOut(view.viewport));
    const before = this.marks;
    this.marks = marksOf(state);
    this.shown = view.viewport;
    this.isStale ||= isMoved || isScrolled || (geometryChanged && !docChanged) || !isSame(before, this.marks);
    return this.isStale;
  }

  /** Whether a change is before the end of a mark, or in the same word, which may go to the next line with it. */
  private isReached(changes: ChangeSet, before: EditorState): boolean {
    let first = Infinity;
    changes.iterChangedRanges((from) => (first = Math.min(first, from)));
    const last = Math.max(-1, ...this.marks.map(reach));
    return last >= first || (last >= 0 && !/\s/.test(before.sliceDoc(last, first)));
  }

  /** Whether some mark is not, or not wholly, among the lines that are in the page. */
  private leavesOut({ from, to }: Shown): boolean {
    return this.marks.some((it) => it.start < from || reach(it) > to);
  }

  markers(view: EditorView): RectangleMarker[] {
    if (!this.isStale) return this.boxes;
    this.isStale = false;
    const place = placeOf(view);
    const inOrder = [...this.marks].sort((a, b) => ORDER.indexOf(a.tone) - ORDER.indexOf(b.tone));
    const limits = inOrder.filter(isLimit).flatMap((it) => limitOf(view, it, place) ?? []);
    const words = inOrder.filter((it) => !isLimit(it)).flatMap((it) => behind(view, it, place));
    return (this.boxes = [...limits.flatMap((it) => beyond(it, place)), ...words, ...limits.map(edge)]);
  }
}

/** Draws the marks of an editor. */
export function drawnMarks(): Extension {
  const marks = new MarkLayer();
  return layer({
    above: false,
    class: "marks",
    updateOnDocViewUpdate: false,
    update: (update) => marks.update(update),
    markers: (view) => marks.markers(view),
  });
}

function isSame(one: readonly TextMark[], other: readonly TextMark[]): boolean {
  return (
    one.length === other.length &&
    one.every((it, at) => it.tone === other[at]?.tone && it.start === other[at].start && reach(it) === reach(other[at]))
  );
}

/** Where the layer begins, in the page, and the edges of the lines in the layer. */
interface Place {
  x: number;
  y: number;
  left: number;
  right: number;
  bottom: number;
}

function placeOf({ scrollDOM, contentDOM, contentHeight, documentPadding }: EditorView): Place {
  const { left: x, top: y } = scrollDOM.getBoundingClientRect();
  const content = contentDOM.getBoundingClientRect();
  const { paddingLeft, paddingRight } = getComputedStyle(contentDOM);
  return {
    x,
    y,
    left: content.left - x + parseFloat(paddingLeft),
    right: content.right - x - parseFloat(paddingRight),
    bottom: content.top - y + contentHeight - documentPadding.bottom,
  };
}

/** A box for each line a stretch is on. */
function behind(view: EditorView, { start, end, tone }: TextMark, { x, y }: Place): RectangleMarker[] {
  const { from, to } = view.viewport;
  if (end <= from || start >= to) return [];
  const range = document.createRange();
  const [first, last] = [view.domAtPos(Math.max(start, from), 1), view.domAtPos(Math.min(end, to), -1)];
  range.setStart(first.node, first.offset);
  range.setEnd(last.node, last.offset);
  return [...range.getClientRects()]
    .filter((it) => it.width > 0)
    .map((it) => new RectangleMarker(tone, it.left - x, it.top - y, it.width, it.height));
}

/** Where a network stops reading. */
interface Limit {
  tone: Tone;
  left: number;
  top: number;
  height: number;
}

function limitOf(view: EditorView, { start, tone }: TextMark, { x, y }: Place): Limit | null {
  const at = start < view.viewport.to ? view.coordsAtPos(start, 1) : null;
  const height = view.defaultLineHeight;
  return at && { tone, left: at.left - x, top: (at.top + at.bottom - height) / 2 - y, height };
}

/** The rest of the line, and the lines below. */
const beyond = ({ tone, left, top, height }: Limit, lines: Place): RectangleMarker[] => [
  new RectangleMarker(tone, left, top, Math.max(0, lines.right - left), height),
  new RectangleMarker(
    tone,
    lines.left,
    top + height,
    lines.right - lines.left,
    Math.max(0, lines.bottom - top - height),
  ),
];

/** The limit itself, over everything. */
const edge = ({ tone, left, top, height }: Limit): RectangleMarker =>
  new RectangleMarker(`${tone} edge`, left, top, EDGE, height);
