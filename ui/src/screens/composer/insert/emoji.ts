/** Emoji: found by Indonesian and English words, in groups, with the skin tone somebody prefers. */

export interface Emoji {
  char: string;
  id: string;
  en: string;
  /** What it is found by, in both languages, in small letters. */
  words: string;
  group: Group;
  /** The same in the five skin tones, from light to dark; nothing where it has none. */
  tones: string[];
}

/** The groups in the order of Unicode. */
export const GROUPS = [
  "smileys",
  "people",
  "animals",
  "food",
  "travel",
  "activities",
  "objects",
  "symbols",
  "flags",
] as const;
export type Group = (typeof GROUPS)[number];

/** Light to dark; 0 is the yellow that is nobody's. */
export type Tone = 0 | 1 | 2 | 3 | 4 | 5;

/** How it looks in a tone. */
export const toned = (emoji: Emoji, tone: Tone): string => (tone > 0 ? emoji.tones[tone - 1] : undefined) ?? emoji.char;

/** Those that every typed word fits, at the start of a word of theirs; those named so come first. */
export function found(all: readonly Emoji[], query: string, most = 120): Emoji[] {
  const wanted = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return [];
  const hits = all.filter((it) => wanted.every((word) => startsAWord(it.words, word)));
  const rank = (it: Emoji) => {
    const names = [it.id.toLowerCase(), it.en.toLowerCase()];
    if (names.includes(query.trim().toLowerCase())) return 0;
    return names.some((name) => wanted.every((word) => startsAWord(name, word))) ? 1 : 2;
  };
  return hits
    .map((it) => ({ it, rank: rank(it) }))
    .sort((a, b) => a.rank - b.rank)
    .slice(0, most)
    .map(({ it }) => it);
}

function startsAWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (at === 0 || /[\s|:,-]/.test(text.charAt(at - 1))) return true;
  }
  return false;
}

/** The last used first, each once, no more than are shown. */
export function withRecent(recent: readonly string[], char: string, most = 27): string[] {
  return [char, ...recent.filter((it) => it !== char)].slice(0, most);
}

/** The next place in a grid after an arrow key; null for any other key, -1 above the first row. */
export function nextPlace(key: string, at: number, count: number, columns: number): number | null {
  switch (key) {
    case "ArrowRight":
      return Math.min(count - 1, at + 1);
    case "ArrowLeft":
      return Math.max(0, at - 1);
    case "ArrowDown":
      return Math.min(count - 1, at + columns);
    case "ArrowUp":
      return at < columns ? -1 : at - columns;
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return null;
  }
}
