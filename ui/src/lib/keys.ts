/** Keys as written on screen (`Ctrl K`, `G H`, `?`) matched against what the keyboard says. */

/** Ctrl on Windows and Linux, Command on a Mac. */
export const isMac = typeof navigator !== "undefined" && /Mac/.test(navigator.platform);

/** One pressed key as a chord: `Ctrl+Shift+Z`, `n`, `?`, `ArrowLeft`. */
export function chordOf(event: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">): string {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const parts: string[] = [];
  if (isMac ? event.metaKey : event.ctrlKey) parts.push("Ctrl");
  if (event.altKey) parts.push("Alt");
  // Shift is part of a printed sign already; it counts only with a letter or a named key.
  if (event.shiftKey && (key.length > 1 || /\p{L}/u.test(key))) parts.push("Shift");
  return [...parts, key].join("+");
}

/** Reads what a command declares: `Ctrl Shift Z` is one chord, `G H` two in a row. */
export function chordsOf(keys: string): string[] {
  const chords: string[] = [];
  let held: string[] = [];
  for (const word of keys.split(" ")) {
    if (word === "Ctrl" || word === "Alt" || word === "Shift") held.push(word);
    else {
      chords.push([...held, word.length === 1 ? word.toLowerCase() : word].join("+"));
      held = [];
    }
  }
  return chords;
}

/** Whether letters typed now belong to a field. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement)
    return !["button", "checkbox", "radio", "range", "color", "file", "submit", "reset"].includes(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}

/** Follows what is typed and tells which sequence was completed. */
export class Sequence {
  private pressed: string[] = [];
  private at = 0;

  /**
   * Takes one chord and answers which of the sequences it completes.
   * A first key waits a second and a half for the next.
   */
  take(chord: string, now: number, sequences: readonly string[][]): number | null {
    if (now - this.at > 1500) this.pressed = [];
    this.at = now;
    for (const attempt of [[...this.pressed, chord], [chord]]) {
      const done = sequences.findIndex(
        (it) => it.length === attempt.length && it.every((key, n) => key === attempt[n]),
      );
      if (done >= 0) {
        this.pressed = [];
        return done;
      }
      if (sequences.some((it) => it.length > attempt.length && attempt.every((key, n) => key === it[n]))) {
        this.pressed = attempt;
        return null;
      }
    }
    this.pressed = [];
    return null;
  }

  /** Whether the next letter may complete a sequence. */
  get isWaiting(): boolean {
    return this.pressed.length > 0;
  }
}
