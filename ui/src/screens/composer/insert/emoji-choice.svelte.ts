/** What somebody used last and the skin tone they prefer, remembered on this computer's window. */
import { type Emoji, type Tone, toned, withRecent } from "./emoji";

const KEY = "kelola.emoji";

interface Kept {
  recent: string[];
  tone: Tone;
}

class EmojiChoice {
  recent = $state.raw<string[]>([]);
  tone = $state<Tone>(0);

  constructor() {
    const { recent, tone } = read();
    [this.recent, this.tone] = [recent, tone];
  }

  /** What is written for it, noted as used. */
  take(emoji: Emoji): string {
    this.recent = withRecent(this.recent, emoji.char);
    this.keep();
    return toned(emoji, this.tone);
  }

  setTone(tone: Tone): void {
    this.tone = tone;
    this.keep();
  }

  private keep(): void {
    try {
      localStorage.setItem(KEY, JSON.stringify({ recent: this.recent, tone: this.tone } satisfies Kept));
    } catch {
      // A window without storage forgets them when it closes; nothing else depends on it.
    }
  }
}

function read(): Kept {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "{}") as Partial<Kept>;
    const recent = Array.isArray(kept.recent) ? kept.recent.filter((it) => typeof it === "string") : [];
    return { recent, tone: [1, 2, 3, 4, 5].includes(kept.tone ?? 0) ? (kept.tone ?? 0) : 0 };
  } catch {
    return { recent: [], tone: 0 };
  }
}

export const emojiChoice = new EmojiChoice();
