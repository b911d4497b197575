/** Lists of words as a person types or pastes them. */

/** Cuts what was typed at commas, semicolons and line ends; blanks around and inside are tidied. */
export function typedWords(typed: string): string[] {
  return typed
    .split(/[,;\n\r\t]+/)
    .map((it) => it.trim().replace(/\s+/g, " "))
    .filter(Boolean);
}

/** A list with more words at its end; what it holds already, in whatever case, is not added again. */
export function withWords(list: readonly string[], added: readonly string[]): string[] {
  const known = new Set(list.map((it) => it.toLowerCase()));
  const fresh = added.filter((it) => !known.has(it.toLowerCase()) && known.add(it.toLowerCase()));
  return [...list, ...fresh];
}
