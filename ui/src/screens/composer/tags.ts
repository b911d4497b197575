/** The tags of a post. */

/** With one more, or several between commas; each once, whatever its letters' case. */
export function withTag(tags: readonly string[], typed: string): string[] {
  const known = new Set(tags.map((it) => it.toLowerCase()));
  const fresh = typed
    .split(",")
    .map((it) => it.trim().replace(/\s+/g, " "))
    .filter((it) => it !== "" && !known.has(it.toLowerCase()) && known.add(it.toLowerCase()));
  return [...tags, ...fresh];
}
