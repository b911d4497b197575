/** When a post goes out: the time being chosen, what is planned, and what came of an attempt to schedule. */
import { call, toFailure } from "../../ipc";
import type { Channel, ChannelId, DeliveryState, DeliveryView, Planned } from "../../ipc";
import { planned } from "../../lib/format";
import { notices, session } from "../../session";
import type { Composer } from "./composer.svelte";
import { isSame } from "./merge";
import { t } from "./messages";
import { isPast, proposed } from "./when";

/** Those that stand at their planned time. */
const waiting: readonly DeliveryState[] = ["planned", "handed_off", "due", "held", "retry_at", "reminded"];

export class Planning {
  /** The time chosen in the footer, planned or not yet. */
  at = $state.raw<Planned | null>(null);
  /** The channels that would refuse what was about to be scheduled. */
  stopped = $state.raw<ChannelId[] | null>(null);
  /** Whether the time is being chosen. */
  isPicking = $state(false);
  /** The time being chosen for the open channel alone; null while none is. */
  ownAt = $state.raw<Planned | null>(null);
  isScheduling = $state(false);
  /** Whether somebody tried to schedule: from then on an empty post is told what it lacks. */
  wasTried = $state(false);

  /** The plan as last heard, so that news about something else leaves a chosen time alone. */
  private heard = "";
  private pending: Promise<void> | null = null;

  constructor(private readonly composer: Composer) {}

  /** Takes in when the post goes out, as the core has it. */
  hear(at: Planned | null): void {
    const plan = JSON.stringify(at);
    if (plan !== this.heard) this.at = at;
    this.heard = plan;
  }

  /** Resolves when a time that was chosen is noted, or refused. */
  async settled(): Promise<void> {
    await this.pending;
  }

  /** When a channel goes out: at a time of its own, or when all do. */
  timeOf(channel: ChannelId): Planned | null {
    return this.composer.draft?.ownOf(channel).planned ?? this.at;
  }

  /** The channels a schedule would reach that have a time of their own. */
  get apart(): Channel[] {
    return this.composer.free.filter((it) => !isSame(this.timeOf(it.id), this.at));
  }

  /** The channels a schedule would reach too late. */
  get late(): Channel[] {
    const now = new Date();
    return this.composer.free.filter((it) => {
      const at = this.timeOf(it.id);
      return at !== null && isPast(at, now);
    });
  }

  /** Whether everything that can be planned stands at the chosen time already, or at its own. */
  get isPlanned(): boolean {
    return (
      this.at !== null &&
      this.composer.free.length > 0 &&
      this.composer.free.every((it) => {
        const view = this.composer.deliveryOf(it.id);
        const waits = view && waiting.includes(view.delivery.state);
        return waits && isSame(view.delivery.planned, this.timeOf(it.id));
      })
    );
  }

  get hasPlan(): boolean {
    return this.composer.deliveries.some((it) => !["cancelled", "live", "removed"].includes(it.delivery.state));
  }

  /** Closes the choice of a time: keeps what was chosen, or goes back to what was planned. */
  pickTime(keep: boolean): void {
    this.isPicking = false;
    if (keep) this.pending = this.plan().finally(() => (this.pending = null));
    else this.at = this.composer.draft?.post.planned ?? null;
  }

  /**
   * Notes the chosen time: a draft stands on the calendar from then on, and deliveries that lie ahead move.
   * Where a channel has its post already, the others move when asked to, not by themselves.
   */
  private async plan(): Promise<void> {
    const { at } = this;
    const { draft } = this.composer;
    const before = draft?.post.planned;
    if (!at || !draft || isSame(before, at)) return;
    const goesWith = (channel: ChannelId) => draft.ownOf(channel).planned === null;
    const isFixed = ({ delivery: { channel } }: DeliveryView) =>
      this.composer.fixedBy(channel) !== null && goesWith(channel);
    if (isPast(at, new Date()) || this.composer.deliveries.some(isFixed)) return;
    try {
      if ((await draft.flush()) !== "saved") return;
      await call("plan_post", { id: this.composer.id, at });
      notices.sayUndoable(this.hasPlan ? t.movedToast(planned(at)) : t.plannedToast(planned(at)));
    } catch (thrown) {
      notices.sayFailure(thrown);
    }
    await this.composer.load();
  }

  /** Opens the choice of a time for the open channel alone, beginning with the one it has. */
  chooseOwnTime(): void {
    if (this.composer.tab === null || this.composer.fixedBy(this.composer.tab)) return;
    this.ownAt = this.timeOf(this.composer.tab) ?? proposed(new Date(), session.zone);
  }

  /** Closes that choice: the channel keeps what was chosen, or goes on as it was. */
  closeOwnTime(keep: boolean): void {
    const { ownAt } = this;
    const { tab } = this.composer;
    this.ownAt = null;
    if (keep && tab !== null && ownAt && !isSame(ownAt, this.timeOf(tab))) this.giveTime(tab, ownAt);
  }

  /** The way back: the open channel goes out when the post does. */
  followTime(): void {
    if (this.composer.tab !== null && !this.composer.fixedBy(this.composer.tab)) this.giveTime(this.composer.tab, null);
  }

  private giveTime(channel: ChannelId, at: Planned | null): void {
    this.pending = this.planOwn(channel, at).finally(() => (this.pending = null));
  }

  /** Notes the time of one channel; what is planned there moves. */
  private async planOwn(channel: ChannelId, at: Planned | null): Promise<void> {
    if (at && isPast(at, new Date())) return notices.say(t.past);
    const who = session.networkName(session.channel(channel)?.network ?? "");
    try {
      if (!this.composer.draft || (await this.composer.draft.flush()) !== "saved") return;
      await call("plan_variant", { post: this.composer.id, channel, at });
      notices.sayUndoable(at ? t.ownTimeToast(who, planned(at)) : t.sharedTimeToast(who));
    } catch (thrown) {
      notices.sayFailure(thrown);
    }
    await this.composer.load();
  }

  /** Schedules at the chosen time: everything, knowingly against findings, or without those who would refuse. */
  async schedule(how: "all" | "overrule" | "without" = "all"): Promise<void> {
    this.wasTried = true;
    await this.pending;
    if (!this.composer.draft || !this.at || this.isScheduling || (how === "all" && this.isPlanned)) return;
    this.isScheduling = true;
    if (how === "without") for (const channel of this.stopped ?? []) this.composer.leave(channel);
    const count = this.composer.free.length;
    try {
      if ((await this.composer.draft.flush()) !== "saved") return;
      const scheduled = await call("schedule_post", {
        id: this.composer.id,
        at: this.at,
        overrule: how === "overrule",
      });
      this.stopped = null;
      this.composer.take(scheduled.detail);
      notices.sayUndoable(t.scheduledToast(planned(this.at), count));
    } catch (thrown) {
      const failure = toFailure(thrown);
      if (failure.code === "findings_stop") {
        await this.composer.checks?.hurry();
        this.stopped = this.composer.refusing();
      } else notices.sayFailure(failure);
    } finally {
      this.isScheduling = false;
    }
  }

  /** Opens the choice of a time, with one proposed. */
  proposeTime(): void {
    this.at ??= proposed(new Date(), session.zone);
    this.isPicking = true;
  }

  async unschedule(): Promise<void> {
    try {
      await this.composer.draft?.flush();
      await call("unschedule_post", { id: this.composer.id });
      notices.sayUndoable(t.unscheduled);
    } catch (thrown) {
      notices.sayFailure(thrown);
    }
    await this.composer.load();
  }
}
