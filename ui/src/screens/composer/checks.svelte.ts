/** What the core says about each channel's version while somebody types, and the pictures cut for it. */
import { call, checkAtOnce } from "../../ipc";
import type { ChannelId, Content, Overrides, PostId, RenditionView, VariantCheck } from "../../ipc";
import { isSame } from "./merge";

/** What is to be looked at. */
export interface Question {
  shared: Content;
  channel: ChannelId | null;
  overrides: Overrides | null;
}

/** After this pause, in milliseconds, pictures are cut for the networks. */
const PICTURES_AFTER = 400;

/** So long after the last key the judgement is drawn anew, in milliseconds: less than the pause between two words. */
const SETTLES_AFTER = 150;

export class Checks {
  /** What each version reads like at this moment: the counts and what is coloured in the text follow every key. */
  byChannel = $state.raw<Record<ChannelId, VariantCheck>>({});
  /**
   * The same as it stood when the person last paused, for previews, findings and the channels' signs: to draw them anew
   * between two keys would hold up the second, and nobody reads them meanwhile.
   */
  settled = $state.raw<Record<ChannelId, VariantCheck>>({});
  pictures = $state.raw<Record<ChannelId, RenditionView[]>>({});
  preparing = $state(false);
  /** Whether words were changed that {@link settled} does not know yet. */
  isBehind = $state(false);

  private asked: Question | null = null;
  private isRunning = false;
  private wantsPictures = false;
  private lookedAt = -Infinity;
  private settling: ReturnType<typeof setTimeout> | undefined;
  /** What the core said of the saved words and waits until somebody rests. */
  private saved: readonly VariantCheck[] | null = null;
  private cutting: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly post: PostId,
    /** Asked for when pictures of the saved post are not cut yet. */
    private readonly wantPictures: () => void = () => undefined,
  ) {}

  /** Takes in what the core said; what it did not look at stays. */
  learn(checks: readonly VariantCheck[]): void {
    const known = { ...this.byChannel };
    const pictures = { ...this.pictures };
    let isCutAnew = false;
    for (const check of checks) {
      known[check.channel] = check;
      const merged = mergedPictures(pictures[check.channel] ?? [], check);
      if (isSame(pictures[check.channel] ?? [], merged)) continue;
      pictures[check.channel] = merged;
      isCutAnew = true;
    }
    this.byChannel = known;
    if (isCutAnew) this.pictures = pictures;
    this.settle();
  }

  /**
   * Takes in what the core said of the saved words, when somebody rests: what their last key needed is drawn already,
   * and what is said beyond that (neighbours, pictures) would hold up the next one.
   */
  take(checks: readonly VariantCheck[]): void {
    this.saved = checks;
    this.settle();
  }

  /** Looks again at once, so that the count is right in the next frame. Keys pressed meanwhile are answered together. */
  look(question: Question): void {
    this.asked = question;
    // The words it was about are gone.
    this.saved = null;
    this.isBehind = true;
    this.lookedAt = performance.now();
    if (!this.isRunning) void this.run();
  }

  /** Draws the judgement anew as soon as it is there: what was changed was changed by a button, not key by key. */
  hurry(): void {
    this.lookedAt = -Infinity;
    this.settle();
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
    clearTimeout(this.settling);
    clearTimeout(this.cutting);
  }

  private settle(): void {
    clearTimeout(this.settling);
    const rest = this.lookedAt + SETTLES_AFTER - performance.now();
    if (rest > 0) {
      this.settling = setTimeout(() => this.settle(), rest);
      return;
    }
    if (this.saved) return this.learnSaved(this.saved);
    this.settled = this.byChannel;
    this.isBehind = this.isRunning || this.asked !== null;
  }

  private learnSaved(checks: readonly VariantCheck[]): void {
    this.saved = null;
    this.learn(checks);
    const isMissing = Object.values(this.pictures).some((all) => all.some((it) => it.bytes === null));
    clearTimeout(this.cutting);
    if (isMissing) this.cutting = setTimeout(this.wantPictures, PICTURES_AFTER);
  }

  private async run(): Promise<void> {
    this.isRunning = true;
    // What one key changes in several places is one question.
    await Promise.resolve();
    try {
      while (this.asked) {
        const question = this.asked;
        this.asked = null;
        const args = { post: this.post, ...question };
        const checks = checkAtOnce(args) ?? (await call("check_text", args));
        // An answer to words that have changed meanwhile is late, but still nearer than the one before.
        this.learn(checks);
      }
    } catch {
      // The count stays as it was; the save that follows says what is wrong.
    } finally {
      this.isRunning = false;
      this.settle();
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
