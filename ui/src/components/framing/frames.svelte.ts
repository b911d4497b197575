/** What the core says about an original in a frame: what each placement shows at once, what it weighs after a pause. */
import { call, type CallFailure, toFailure } from "../../ipc";
import type { FramesWanted, FrameView, FrameWeight, PlacementChoice } from "../../ipc";
import { keyOf } from "./change";

/** After this pause without a change, in milliseconds, the pictures are made and weighed. */
const WEIGHED_AFTER = 600;

export class Frames {
  /** The placements there are; null until they are known. */
  choices = $state.raw<PlacementChoice[] | null>(null);
  views = $state.raw<ReadonlyMap<string, FrameView>>(new Map());
  weights = $state.raw<ReadonlyMap<string, FrameWeight>>(new Map());
  isWeighing = $state(false);
  /** Why the placements could not be listed. */
  failure = $state.raw<CallFailure | null>(null);
  /** Why nothing could be weighed. */
  unweighed = $state.raw<CallFailure | null>(null);

  /** What the views answer, and what the weights do. */
  private viewed = $state("");
  private weighed = $state("");
  private asked: FramesWanted | null = null;
  private isLooking = false;
  private toWeigh: FramesWanted | null = null;
  private onScales = "";
  private pause: ReturnType<typeof setTimeout> | undefined;

  /** Asks which placements there are. */
  async load(): Promise<void> {
    try {
      this.choices = await call("brand_placements", {});
      this.failure = null;
    } catch (thrown) {
      this.failure = toFailure(thrown);
    }
  }

  /** Whether the views are those of this question; until then one may guess. */
  isViewed(question: FramesWanted): boolean {
    return this.viewed === said(question);
  }

  /** Whether the weights are those of this question. */
  isWeighed(question: FramesWanted): boolean {
    return this.weighed === said(question);
  }

  /** Asks what the placements show. What changes meanwhile is one question. */
  look(question: FramesWanted): void {
    if (question.placements.length === 0 || this.isViewed(question)) return;
    this.asked = question;
    if (!this.isLooking) void this.run();
  }

  /** Has the pictures made and weighed once nothing changes for a while. */
  weigh(question: FramesWanted): void {
    clearTimeout(this.pause);
    this.toWeigh = null;
    if (question.placements.length === 0 || [this.weighed, this.onScales].includes(said(question))) return;
    this.pause = setTimeout(() => {
      this.toWeigh = question;
      if (!this.isWeighing) void this.runWeighing();
    }, WEIGHED_AFTER);
  }

  /** Nothing is asked any more. */
  stop(): void {
    clearTimeout(this.pause);
    this.asked = this.toWeigh = null;
  }

  private async run(): Promise<void> {
    this.isLooking = true;
    try {
      while (this.asked) {
        const question = this.asked;
        this.asked = null;
        const views = await call("frame_views", question);
        this.views = new Map(views.map((it) => [keyOf(it), it]));
        this.viewed = said(question);
      }
    } catch {
      // The guess stays on screen; weighing and saving say what is wrong.
    } finally {
      this.isLooking = false;
    }
  }

  private async runWeighing(): Promise<void> {
    this.isWeighing = true;
    try {
      while (this.toWeigh) {
        const question = this.toWeigh;
        this.toWeigh = null;
        this.onScales = said(question);
        const weights = await call("weigh_frames", question);
        this.weights = new Map(weights.map((it) => [keyOf(it), it]));
        this.weighed = said(question);
        this.unweighed = null;
      }
    } catch (thrown) {
      this.unweighed = toFailure(thrown);
    } finally {
      this.onScales = "";
      this.isWeighing = false;
    }
  }
}

function said(question: FramesWanted): string {
  return JSON.stringify(question);
}
