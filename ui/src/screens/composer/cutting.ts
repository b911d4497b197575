/** Where a text that is too long may end: after a sentence, else after a word, else between two letters. */

/** A sentence end is taken only where this share of what fits is kept. */
const WORTH_KEEPING = 0.4;

// A line's end, or a full stop and its kin with what closes behind it and a space after: prices and addresses have none.
// Unicode's own rule takes no end where a small letter follows, and captions are written in small letters.
const SENTENCE_END = /\n|[.!?…]+["'”’)\]]*(?=\s|$)/g;
const SHORTENED = /(^|[\s(])(jl|no|dr|ir|hj?|bpk|ny|tn|st|mr|mrs)\.$/i;

/** The best place to end a text that has room for `most` UTF-16 units; what follows begins after it. */
export function cutPlace(text: string, most: number): number {
  if (most >= text.length) return text.length;
  const sentence = lastSentence(text, most);
  if (sentence > 0 && sentence >= most * WORTH_KEEPING) return sentence;
  const head = text.slice(0, most);
  const space = /\s/.test(text[most] ?? "") ? most : Math.max(head.lastIndexOf(" "), head.lastIndexOf("\n"));
  return space > 0 ? space : lastLetter(text, most);
}

/** A text in two: what fits, and what is left for another part. */
export function cut(text: string, most: number): { head: string; tail: string } {
  const at = cutPlace(text, most);
  return { head: text.slice(0, at).trimEnd(), tail: text.slice(at).trimStart() };
}

function lastSentence(text: string, most: number): number {
  let last = 0;
  // The sign after the last that fits tells whether a sentence ends with it.
  for (const { 0: sign, index } of text.slice(0, most + 1).matchAll(SENTENCE_END)) {
    const end = sign === "\n" ? index : index + sign.length;
    if (end > most) break;
    if (!SHORTENED.test(text.slice(0, end))) last = end;
  }
  return last;
}

/** The last place between two letters as readers see them; after the first where even that is too long. */
function lastLetter(text: string, most: number): number {
  let last = 0;
  for (const { index, segment } of new Intl.Segmenter("id", { granularity: "grapheme" }).segment(text)) {
    const end = index + segment.length;
    if (last > 0 && end > most) break;
    last = end;
  }
  return last;
}
