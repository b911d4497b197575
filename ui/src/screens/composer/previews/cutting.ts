/** Cuts a text where readers see it cut, counting characters as they do. Only for drawing: the core does the counting. */
import type { Stretch } from "../marks";

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** A word is kept whole where that costs less than this share of the room. */
const WORD_MAY_COST = 0.3;

export interface CutText {
  stretches: Stretch[];
  isCut: boolean;
}

/** The first so many characters of a text; null = all of them. */
export function cutAfter(stretches: Stretch[], chars: number | null): CutText {
  const text = stretches.map((it) => it.text).join("");
  const end = chars === null ? text.length : endOf(text, chars);
  if (end === text.length) return { stretches, isCut: false };
  const kept: Stretch[] = [];
  let left = end;
  for (const { text: one, tone } of stretches) {
    if (left <= 0) break;
    kept.push({ text: one.slice(0, left), tone });
    left -= one.length;
  }
  return { stretches: kept, isCut: true };
}

/** Where the text ends after so many characters, back at the last word that is whole. */
function endOf(text: string, chars: number): number {
  let count = 0;
  for (const { index } of graphemes.segment(text)) {
    if (count++ < chars) continue;
    const head = text.slice(0, index);
    const space = head.search(/\s\S*$/);
    return space > index * (1 - WORD_MAY_COST) ? space : head.trimEnd().length;
  }
  return text.length;
}
