/** What the core says about each channel's version while somebody types, and the pictures cut for it. */
import { call } from "../../ipc";
import type { ChannelId, Content, Overrides, PostId, RenditionView, VariantCheck } from "../../ipc";

/** What is to be looked at. */
export interface Question {
  shared: Content;
  channel: ChannelId | null;
  overrides: Overrides | null;
}

export class Checks {
  byChannel = $state.raw<Record<ChannelId, VariantCheck>>({});
  pictures = $state.raw<Record<ChannelId, RenditionView[]>>({});
  preparing = $state(false);

  private asked: Question | null = null;
  private isRunning = false;
  private wantsPictures = false;

  constructor(private readonly post: PostId) {}

  /** Takes in what the core said; what it did not look at stays. */
  learn(checks: readonly VariantCheck[]): void {
    const known = { ...this.byChannel };
    const pictures = { ...this.pictures };
    for (const check of checks) {
      known[check.channel] = check;
      pictures[check.channel] = mergedPictures(pictures[check.channel] ?? [], check);
    }
    this.byChannel = known;
    this.pictures = pictures;
  }

  /** Looks again at once, so that the count is right in the next frame. Keys pressed meanwhile are answered together. */
  look(question: Question): void {
    this.asked = question;
    if (!this.isRunning) void this.run();
  }

  /** Has the pictures made for every channel; asked again meanwhile, it runs once more at the end. */
  async prepare(): Promise<void> {
    this.wantsPictures = true;
    if (this.preparing) return;
    this.preparing = true;
    try {
      while (this.wantsPictures) {
        this.wantsPictures = false;
        this.learn(await call("prepare_pictures", { post: this.post }));
      }
    } finally {
      this.preparing = false;
    }
  }

  /** Nothing is asked any more. */
  stop(): void {
    this.asked = null;
  }

  private async run(): Promise<void> {
    this.isRunning = true;
    // What one key changes in several places is one question.
    await Promise.resolve();
    try {
      while (this.asked) {
        const question = this.asked;
        this.asked = null;
        const checks = await call("check_text", { post: this.post, ...question });
        // An answer to words that have changed meanwhile is late, but still nearer than the one before.
        this.learn(checks);
      }
    } catch {
      // The count stays as it was; the save that follows says what is wrong.
    } finally {
      this.isRunning = false;
    }
  }
}

/** Keeps pictures that were made already where the answer only names them. */
export function mergedPictures(known: readonly RenditionView[], check: VariantCheck): RenditionView[] {
  const attached = new Set(check.content.media.map((it) => it.asset));
  if (check.pictures.length === 0) return known.filter((it) => attached.has(it.asset));
  return check.pictures.map((picture) => {
    if (picture.bytes !== null) return picture;
    return known.find((it) => it.bytes !== null && isSameCut(it, picture)) ?? picture;
  });
}

function isSameCut(one: RenditionView, other: RenditionView): boolean {
  const [a, b] = [one.crop, other.crop];
  return (
    one.asset === other.asset &&
    one.placement === other.placement &&
    a.x === b.x &&
    a.y === b.y &&
    a.width === b.width &&
    a.height === b.height
  );
}
