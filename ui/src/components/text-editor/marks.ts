/** What is marked in a written text: stretches with a tone, moved along while somebody types. */
import type { Tone } from "../../ipc";
import { type Change, placeAfter } from "./change";

/** A stretch of the text in UTF-16 units. */
export interface TextMark {
  start: number;
  end: number;
  tone: Tone;
}

/** Marks within a text of this length, in order. */
export function within(marks: readonly TextMark[], length: number): TextMark[] {
  return marks
    .map(({ start, end, tone }) => ({ start: Math.max(0, start), end: Math.min(end, length), tone }))
    .filter(({ start, end }) => start < end)
    .sort((a, b) => a.start - b.start);
}

/** Marks after a change. They grow with what is typed at their end: mostly the next answer then says the same. */
export function moved(marks: readonly TextMark[], change: Change): readonly TextMark[] {
  if (marks.every(({ end }) => end < change.from)) return marks;
  return marks
    .map(({ start, end, tone }) => ({ start: placeAfter(change, start), end: placeAfter(change, end), tone }))
    .filter(({ start, end }) => start < end);
}

export const isLimit = ({ tone }: TextMark): boolean => tone === "too_long" || tone === "perhaps_too_long";

/** The last place a mark depends on: a limit stays where it is whatever is written behind it. */
export const reach = (mark: TextMark): number => (isLimit(mark) ? mark.start : mark.end);

/** Whether two rows of marks look the same. */
export function areSame(one: readonly TextMark[], other: readonly TextMark[]): boolean {
  return (
    one.length === other.length &&
    one.every((it, at) => it.tone === other[at]?.tone && it.start === other[at].start && reach(it) === reach(other[at]))
  );
}

/**
 * Whether a change of the text before it moves a mark: a letter that is typed behind all that is marked does not, but
 * one in the word a mark is part of may take it to the next line.
 */
export function movesMarks(marks: readonly TextMark[], { from }: Change, before: string): boolean {
  const last = marks.reduce((most, it) => Math.max(most, reach(it)), -1);
  return last >= from || (last >= 0 && !/\s/.test(before.slice(last, from)));
}
