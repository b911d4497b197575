/** What the core says about each channel's version while somebody types, and the pictures cut for it. */
import { call, measureAtOnce } from "../../ipc";
import type { ChannelId, Content, Mark, Measured, Overrides, PostId } from "../../ipc";
import type { RenditionView, VariantCheck, VersionMeasures } from "../../ipc";
import { isSame } from "./merge";
import { type Spot, textAt } from "./spots";

/** What is to be looked at. */
export interface Question {
  shared: Content;
  channel: ChannelId | null;
  overrides: Overrides | null;
}

/** The version that stands in the fields: a channel's, or what all share. */
export interface Open {
  channel: ChannelId | null;
  content: Content;
}

/** After this pause, in milliseconds, pictures are cut for the networks. */
const PICTURES_AFTER = 400;

/** So long after the last key the words are judged, in milliseconds: less than the pause between two words. */
const SETTLES_AFTER = 150;

export class Checks {
  /** How long the versions on screen are at this moment: the counts follow every key. */
  measures = $state.raw<Record<ChannelId, VersionMeasures>>({});
  /**
   * All that is said of each version as it stood when the person last paused, for previews, findings and the channels'
   * signs: to ask for it and draw it between two keys would hold up the second, and nobody reads it meanwhile.
   */
  settled = $state.raw<Record<ChannelId, VariantCheck>>({});
  pictures = $state.raw<Record<ChannelId, RenditionView[]>>({});
  preparing = $state(false);
  /** Whether words were changed that {@link settled} does not know yet. */
  isBehind = $state(false);

  /** What is coloured, and in which words. */
  private coloured = $state.raw<(Open & { marks: readonly Mark[] }) | null>(null);
  /** Words to be measured when the core has answered about those before. */
  private unmeasured: { words: Question; open: Open } | null = null;
  private isMeasuring = false;
  private turn = 0;
  private unjudged: Question | null = null;
  private judging: Promise<void> | null = null;
  private wantsPictures = false;
  private lookedAt = -Infinity;
  private settling: ReturnType<typeof setTimeout> | undefined;
  private cutting: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly post: PostId,
    /** Asked for when pictures of the saved post are not cut yet. */
    private readonly wantPictures: () => void = () => undefined,
  ) {}

  /** Takes in what the core said; what it did not look at stays. */
  learn(checks: readonly VariantCheck[]): void {
    const known = { ...this.settled };
    const pictures = { ...this.pictures };
    let isCutAnew = false;
    for (const check of checks) {
      known[check.channel] = check;
      const merged = mergedPictures(pictures[check.channel] ?? [], check);
      if (isSame(pictures[check.channel] ?? [], merged)) continue;
      pictures[check.channel] = merged;
      isCutAnew = true;
    }
    this.settled = known;
    if (isCutAnew) this.pictures = pictures;
  }

  /** Takes in what the core said of the saved words. Words that were changed since are judged after it. */
  take(checks: readonly VariantCheck[]): void {
    this.learn(checks);
    const isMissing = Object.values(this.pictures).some((all) => all.some((it) => it.bytes === null));
    clearTimeout(this.cutting);
    if (isMissing) this.cutting = setTimeout(this.wantPictures, PICTURES_AFTER);
  }

  /** Words have changed: they are measured at once, so that the count is right in the next frame, and judged at rest. */
  look(words: Question, open: Open): void {
    this.unjudged = words;
    this.isBehind = true;
    this.lookedAt = performance.now();
    this.measure(words, open);
    this.settle();
  }

  /** Counts and colours alone: another version stands in the fields, or the words came from elsewhere. */
  measure(words: Question, open: Open): void {
    this.turn++;
    const measured = measureAtOnce(this.asked(words, open));
    if (measured) {
      this.unmeasured = null;
      this.show(measured, open);
      return;
    }
    this.unmeasured = { words, open };
    if (!this.isMeasuring) void this.measureLater();
  }

  /** What is coloured in a field of the open version that reads like this; null until these words were measured. */
  marksOf(spot: Spot, { channel, content }: Open): readonly Mark[] | null {
    const text = textAt(content, spot);
    if (text === "") return [];
    const known = this.coloured;
    if (!known || known.channel !== channel || textAt(known.content, spot) !== text) return null;
    return known.marks.filter((it) => it.field === spot.field && (it.field !== "part" || it.part === spot.part));
  }

  /** Judges without waiting for a pause: what was changed was changed by a button, not key by key. */
  hurry(): Promise<void> {
    this.lookedAt = -Infinity;
    return this.settle();
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
    this.unmeasured = null;
    this.unjudged = null;
    clearTimeout(this.settling);
    clearTimeout(this.cutting);
  }

  private asked(words: Question, open: Open) {
    return { words: { post: this.post, ...words }, open: open.channel };
  }

  private show({ versions, marks }: Measured, open: Open): void {
    this.measures = { ...this.measures, ...Object.fromEntries(versions.map((it) => [it.channel, it])) };
    this.coloured = { ...open, marks };
  }

  /** Keys pressed while the core is asked are answered together. */
  private async measureLater(): Promise<void> {
    this.isMeasuring = true;
    try {
      while (this.unmeasured) {
        const { words, open } = this.unmeasured;
        this.unmeasured = null;
        const { turn } = this;
        const measured = await call("measure_text", this.asked(words, open));
        // About words that have changed meanwhile it is late, but nearer than the one before, unless one is there.
        if (this.unmeasured || turn === this.turn) this.show(measured, open);
      }
    } catch {
      // The count stays as it was; the save that follows says what is wrong.
    } finally {
      this.isMeasuring = false;
    }
  }

  private settle(): Promise<void> {
    clearTimeout(this.settling);
    const rest = this.lookedAt + SETTLES_AFTER - performance.now();
    if (rest <= 0) return (this.judging ??= this.judge().finally(() => (this.judging = null)));
    this.settling = setTimeout(() => void this.settle(), rest);
    return Promise.resolve();
  }

  private async judge(): Promise<void> {
    try {
      while (this.unjudged) {
        const words = this.unjudged;
        const checks = await call("check_text", { post: this.post, ...words });
        if (this.unjudged === words) this.unjudged = null;
        // Somebody types on: the pause after that is soon enough.
        else if (this.lookedAt + SETTLES_AFTER > performance.now()) return void this.settle();
        this.learn(checks);
      }
    } catch {
      // What was found stays as it was; the save that follows says what is wrong.
      this.unjudged = null;
    }
    this.isBehind = this.unjudged !== null;
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
