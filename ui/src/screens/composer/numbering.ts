/** The numbers at the end of a thread's parts, `(2/5)`: written into the words, so that every count has them. */

const NUMBER = /\s*\((\d{1,3})\/(\d{1,3})\)\s*$/;

/** How a thread stands: without numbers, all of them right, or some missing or out of date. */
export type Numbering = "none" | "right" | "stale";

export function numberingOf(texts: readonly string[]): Numbering {
  const found = texts.map((it) => NUMBER.exec(it));
  if (found.every((it) => it === null)) return "none";
  const isRight = found.every((it, at) => it?.[1] === String(at + 1) && it[2] === String(texts.length));
  return isRight ? "right" : "stale";
}

/** Every text with its number, in place of one it had. */
export function numbered(texts: readonly string[]): string[] {
  return withoutNumbers(texts).map((it, at) => `${it.trimEnd()} (${at + 1}/${texts.length})`.trimStart());
}

/** Every text without its number. */
export function withoutNumbers(texts: readonly string[]): string[] {
  return texts.map((it) => it.replace(NUMBER, ""));
}

/** How much room a number takes at most in a thread of so many parts, in UTF-16 units. */
export function numberRoom(parts: number): number {
  return ` (${parts}/${parts})`.length;
}
