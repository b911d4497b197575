import { toFailure } from "../ipc";
import { defineMessages, word } from "../i18n";

const t = defineMessages({
  undo: { id: "Urungkan", en: "Undo" },
  undone: { id: (label: string) => `Diurungkan: ${label}`, en: (label: string) => `Undone: ${label}` },
  redone: { id: (label: string) => `Dikembalikan: ${label}`, en: (label: string) => `Redone: ${label}` },
});

export interface Notice {
  id: number;
  text: string;
  tone: "plain" | "fail";
  action: { label: string; keys?: string; run: () => void } | null;
}

const SECONDS_SHOWN = 6;

/** What is said at the foot of the window: one thing at a time, six seconds, longer while pointed at. */
class Notices {
  shown = $state<Notice | null>(null);
  private next = 1;
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** Says something, with at most one way to answer. */
  say(text: string, action: Notice["action"] = null, tone: Notice["tone"] = "plain"): void {
    this.shown = { id: this.next++, text, tone, action };
    this.hold(false);
  }

  /** Says what was done and offers to take it back; Ctrl Z does the same for good. */
  sayUndoable(text: string): void {
    this.say(text, { label: t.undo, keys: "Ctrl Z", run: () => void this.takeBack?.() });
  }

  /** Says why something did not work. */
  sayFailure(thrown: unknown): void {
    const failure = toFailure(thrown);
    this.say(word(failure.code, failure.values), null, "fail");
  }

  sayUndone(label: string): void {
    this.say(t.undone(label));
  }

  sayRedone(label: string): void {
    this.say(t.redone(label));
  }

  /** While held it stays. */
  hold(held: boolean): void {
    clearTimeout(this.timer);
    if (!held) this.timer = setTimeout(() => this.close(), SECONDS_SHOWN * 1000);
  }

  close(): void {
    clearTimeout(this.timer);
    this.shown = null;
  }

  /** Set by the session: undoes the last act. */
  takeBack: (() => Promise<void>) | undefined;
}

export const notices = new Notices();
