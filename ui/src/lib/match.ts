/** Finding by a few typed letters: every word must occur, at the start of a word counts more. */

export interface Match {
  /** Higher is better. */
  score: number;
  /** The pieces of the text, those that matched marked. */
  pieces: { text: string; hit: boolean }[];
}

/** How a text answers a query; null when it does not. */
export function match(text: string, query: string): Match | null {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const low = text.toLowerCase();
  const hits = new Array<boolean>(text.length).fill(false);
  let score = 0;
  for (const word of words) {
    const at = bestPlace(low, word);
    if (at < 0) return null;
    hits.fill(true, at, at + word.length);
    score += (at === 0 ? 3 : startsWord(low, at) ? 2 : 1) * word.length;
  }
  return { score, pieces: pieces(text, hits) };
}

function bestPlace(text: string, word: string): number {
  let first = -1;
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (startsWord(text, at)) return at;
    if (first < 0) first = at;
  }
  return first;
}

function startsWord(text: string, at: number): boolean {
  return at === 0 || !/[\p{L}\p{N}]/u.test(text.charAt(at - 1));
}

function pieces(text: string, hits: boolean[]): Match["pieces"] {
  const made: Match["pieces"] = [];
  for (let at = 0; at < text.length; at++) {
    const hit = hits[at] ?? false;
    const last = made.at(-1);
    if (last?.hit === hit) last.text += text.charAt(at);
    else made.push({ text: text.charAt(at), hit });
  }
  return made;
}
