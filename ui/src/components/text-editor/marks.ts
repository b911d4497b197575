/** What is marked in a written text: stretches with a tone, moved along while somebody types. */
import {
  type EditorState,
  type Extension,
  Range,
  RangeSet,
  RangeValue,
  StateEffect,
  StateField,
} from "@codemirror/state";
import type { Tone } from "../../ipc";

/** A stretch of the text in UTF-16 units. */
export interface TextMark {
  start: number;
  end: number;
  tone: Tone;
}

/** What marks a stretch inside the editor. It grows with what is typed at its end: mostly the answer then says the same. */
class Marking extends RangeValue {
  override startSide = 1;
  override endSide = 1;

  constructor(readonly tone: Tone) {
    super();
  }

  override eq(other: Marking): boolean {
    return this.tone === other.tone;
  }
}

const markings: Record<Tone, Marking> = {
  error: new Marking("error"),
  warning: new Marking("warning"),
  too_long: new Marking("too_long"),
  perhaps_too_long: new Marking("perhaps_too_long"),
  link: new Marking("link"),
  mention: new Marking("mention"),
  hashtag: new Marking("hashtag"),
};

const replaceMarks = StateEffect.define<RangeSet<Marking>>();

const field = StateField.define<RangeSet<Marking>>({
  create: () => RangeSet.empty,
  update(marks, transaction) {
    const moved = marks.map(transaction.changes);
    return transaction.effects.reduce((kept, it) => (it.is(replaceMarks) ? it.value : kept), moved);
  },
});

/** Lets an editor have marks. */
export const marking: Extension = field;

/** The change that puts these marks in place of those before; null where they are there already. */
export function marked(state: EditorState, marks: readonly TextMark[]): StateEffect<RangeSet<Marking>> | null {
  const most = state.doc.length;
  const ranges = marks.flatMap(({ start, end, tone }): Range<Marking>[] => {
    const [from, to] = [Math.max(0, start), Math.min(end, most)];
    return from < to ? [markings[tone].range(from, to)] : [];
  });
  const next = RangeSet.of(ranges, true);
  return isSame(state.field(field), next) ? null : replaceMarks.of(next);
}

function isSame(one: RangeSet<Marking>, other: RangeSet<Marking>): boolean {
  if (one.size !== other.size) return false;
  const [a, b] = [one.iter(), other.iter()];
  for (; a.value; a.next(), b.next()) {
    if (a.value !== b.value || a.from !== b.from || a.to !== b.to) return false;
  }
  return true;
}

/** The marks of an editor now, in order. */
export function marksOf(state: EditorState): TextMark[] {
  const found: TextMark[] = [];
  for (const it = state.field(field).iter(); it.value; it.next())
    found.push({ start: it.from, end: it.to, tone: it.value.tone });
  return found;
}
