/** Where a text that is too long may end: after a sentence, else after a word, else between two letters. */

/** A sentence end is taken only where this share of what fits is kept. */
const WORTH_KEEPING = 0.4;

/** The best place to end a text that has room for `most` UTF-16 units; what follows begins after it. */
export function cutPlace(text: string, most: number): number {
  if (most >= text.length) return text.length;
  const sentence = lastEnd(text, most, "sentence");
  if (sentence >= most * WORTH_KEEPING && sentence > 0) return sentence;
  const head = text.slice(0, most);
  const space = /\s/.test(text[most] ?? "") ? most : Math.max(head.lastIndexOf(" "), head.lastIndexOf("\n"));
  if (space > 0) return space;
  return Math.max(lastEnd(text, most, "grapheme"), firstLetter(text));
}

/** A text in two: what fits, and what is left for another part. */
export function cut(text: string, most: number): { head: string; tail: string } {
  const at = cutPlace(text, most);
  return { head: text.slice(0, at).trimEnd(), tail: text.slice(at).trimStart() };
}

function lastEnd(text: string, most: number, granularity: "sentence" | "grapheme"): number {
  let last = 0;
  // What lies far beyond is of no use; a little of it tells where the last sentence that fits ends.
  for (const { index, segment } of new Intl.Segmenter("id", { granularity }).segment(text.slice(0, most + 64))) {
    const end = index + (granularity === "sentence" ? segment.trimEnd().length : segment.length);
    if (end > most) break;
    // A sentence without its end is only where the slice ends.
    if (granularity === "grapheme" || index + segment.length < Math.min(text.length, most + 64)) last = end;
  }
  return last;
}

const firstLetter = (text: string): number =>
  new Intl.Segmenter("id", { granularity: "grapheme" }).segment(text)[Symbol.iterator]().next().value?.segment.length ??
  0;
