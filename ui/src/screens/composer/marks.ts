/** Cuts a text into stretches to be drawn differently; places count Unicode scalar values, as the core does. */
export interface Mark {
  start: number;
  end: number;
  tone: string;
}

export interface Stretch {
  text: string;
  tone: string | null;
}

/** The stretches of a text in order. Where marks overlap the earlier one in the list wins. */
export function stretches(text: string, marks: readonly Mark[]): Stretch[] {
  if (marks.length === 0) return text ? [{ text, tone: null }] : [];
  const letters = [...text];
  const tones: (string | null)[] = Array.from({ length: letters.length }, () => null);
  for (const mark of marks) {
    for (let at = Math.max(0, mark.start); at < Math.min(mark.end, letters.length); at++) tones[at] ??= mark.tone;
  }
  const found: Stretch[] = [];
  letters.forEach((letter, at) => {
    const tone = tones[at] ?? null;
    const last = found.at(-1);
    if (last && last.tone === tone) last.text += letter;
    else found.push({ text: letter, tone });
  });
  return found;
}

/** The running text as it goes out: hashtags kept apart follow after an empty line. Ranges of a check count in it. */
export function assembled(text: string, hashtags: string): string {
  return [text.trimEnd(), hashtags.trim()].filter(Boolean).join("\n\n");
}
