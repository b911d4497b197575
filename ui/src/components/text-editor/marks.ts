/** What is drawn into a written text: stretches with a tone, moved along while somebody types. */
import { type EditorState, type Extension, type Range, StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView } from "@codemirror/view";

/** How a stretch looks: a finding's severity, or what the network reads in it. */
export type Tone = "error" | "warning" | "link" | "mention" | "hashtag";

/** A stretch of the text in UTF-16 units. */
export interface TextMark {
  start: number;
  end: number;
  tone: Tone;
}

// A mark grows with what is typed at its end: mostly the answer then finds it drawn already, and nothing is redrawn.
const drawn: Record<Tone, Decoration> = {
  error: Decoration.mark({ class: "mark-error", inclusiveEnd: true }),
  warning: Decoration.mark({ class: "mark-warning", inclusiveEnd: true }),
  link: Decoration.mark({ class: "mark-entity", inclusiveEnd: true }),
  mention: Decoration.mark({ class: "mark-entity", inclusiveEnd: true }),
  hashtag: Decoration.mark({ class: "mark-entity", inclusiveEnd: true }),
};

const replaceMarks = StateEffect.define<DecorationSet>();

const field = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    const moved = marks.map(transaction.changes);
    return transaction.effects.reduce((kept, it) => (it.is(replaceMarks) ? it.value : kept), moved);
  },
  provide: (it) => EditorView.decorations.from(it),
});

/** Lets an editor have marks. */
export const marking: Extension = field;

/** The change that draws these marks in place of those before; null where they are drawn already. */
export function marked(state: EditorState, marks: readonly TextMark[]): StateEffect<DecorationSet> | null {
  const most = state.doc.length;
  const ranges = marks.flatMap(({ start, end, tone }): Range<Decoration>[] => {
    const [from, to] = [Math.max(0, start), Math.min(end, most)];
    return from < to ? [drawn[tone].range(from, to)] : [];
  });
  const next = Decoration.set(ranges, true);
  return isSame(state.field(field), next) ? null : replaceMarks.of(next);
}

function isSame(one: DecorationSet, other: DecorationSet): boolean {
  if (one.size !== other.size) return false;
  const [a, b] = [one.iter(), other.iter()];
  for (; a.value; a.next(), b.next()) {
    if (a.value !== b.value || a.from !== b.from || a.to !== b.to) return false;
  }
  return true;
}

/** The marks an editor shows now, in order. */
export function marksOf(state: EditorState): { start: number; end: number; look: string }[] {
  const found: { start: number; end: number; look: string }[] = [];
  state.field(field).between(0, state.doc.length, (start, end, { spec }) => {
    found.push({ start, end, look: String(spec["class"]) });
  });
  return found;
}
