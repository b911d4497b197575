/**
 * Saves what is typed: after each pause, one save at a time, nothing lost in between. It knows neither posts
 * nor the core; it is given a way to save and a clock, and says how it stands.
 */

/** How long a pause is, in milliseconds: short enough that a crash half a second after a key loses nothing. */
export const PAUSE = 250;

/** Somebody who never pauses is saved at least this often, in milliseconds: a save is work between two keys. */
export const LONGEST = 5000;

/** The first wait after a failed save, in milliseconds; it doubles up to `SLOWEST`. */
const RETRY = 1000;
const SLOWEST = 15_000;

export type SaveState = "saved" | "pending" | "saving" | "failed" | "conflict";

/** What a save came to: `conflict` stops until somebody decides, a thrown error is tried again. */
export type SaveResult = "saved" | "conflict";

export interface Clock {
  now(): number;
  after(ms: number, run: () => void): () => void;
}

export const windowClock: Clock = {
  now: () => performance.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

export interface Work {
  /** Takes everything unsaved and saves it; puts it back before throwing or reporting a conflict. */
  save(): Promise<SaveResult>;
  /** Whether anything is unsaved. */
  hasWork(): boolean;
  /** Hears every change of state. */
  told(state: SaveState, thrown: unknown): void;
}

/** The queue of one screen. */
export class Autosave {
  private state: SaveState = "saved";
  private stopTimer: (() => void) | null = null;
  private oldest: number | null = null;
  private running: Promise<void> | null = null;
  private wait = RETRY;

  constructor(
    private readonly work: Work,
    private readonly clock: Clock = windowClock,
  ) {}

  /** Something changed: save after the next pause, or at once when it has been put off long enough. */
  touch(): void {
    if (this.state === "conflict") return;
    const now = this.clock.now();
    this.oldest ??= now;
    if (!this.running) this.become("pending");
    this.schedule(Math.max(0, Math.min(PAUSE, this.oldest + LONGEST - now)));
  }

  /** Saves now and resolves when nothing is unsaved, or when it cannot be helped. */
  async flush(): Promise<SaveState> {
    this.clear();
    while (this.state !== "conflict") {
      if (this.running) await this.running;
      else if (this.work.hasWork()) await this.run();
      else break;
      if (this.state === "failed") break;
    }
    return this.state;
  }

  /** The person decided about a conflict; what is still unsaved goes out. */
  settle(): Promise<SaveState> {
    this.become(this.work.hasWork() ? "pending" : "saved");
    return this.flush();
  }

  /** Stops the timers; whatever is unsaved must have been flushed before. */
  stop(): void {
    this.clear();
  }

  private schedule(ms: number): void {
    this.clear();
    this.stopTimer = this.clock.after(ms, () => {
      this.stopTimer = null;
      // A save under way looks for more work when it ends.
      if (!this.running) void this.run();
    });
  }

  private run(): Promise<void> {
    this.running = this.once().finally(() => {
      this.running = null;
      if (this.state === "pending" && !this.stopTimer) this.schedule(0);
    });
    return this.running;
  }

  private async once(): Promise<void> {
    if (!this.work.hasWork()) return this.rest();
    this.oldest = null;
    this.become("saving");
    try {
      if ((await this.work.save()) === "conflict") return this.become("conflict");
      this.wait = RETRY;
      this.rest();
    } catch (thrown) {
      this.become("failed", thrown);
      this.schedule(this.wait);
      this.wait = Math.min(this.wait * 2, SLOWEST);
    }
  }

  private rest(): void {
    this.become(this.work.hasWork() ? "pending" : "saved");
  }

  private clear(): void {
    this.stopTimer?.();
    this.stopTimer = null;
  }

  private become(state: SaveState, thrown: unknown = null): void {
    if (state === "saved") this.oldest = null;
    this.state = state;
    this.work.told(state, thrown);
  }
}
