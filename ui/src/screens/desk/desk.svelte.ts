/** Posting by hand: what to copy, which files to attach, and what became of it. */
import {
  call,
  type CallFailure,
  type Desk,
  type DeskAnswer,
  type DeliveryId,
  type Later,
  openAddress,
  openDeskFolder,
  toFailure,
  type WhyNot,
} from "../../ipc";
import { planned } from "../../lib/format";
import { navigation, notices, session } from "../../session";
import { t } from "./messages";

export class DeskPage {
  desk = $state.raw<Desk | null>(null);
  failure = $state.raw<CallFailure | null>(null);
  busy = $state(false);

  constructor(readonly id: DeliveryId) {}

  start(): () => void {
    void this.load();
    return session.on((event) => {
      if (event.name === "deliveries_changed" || event.name === "workspace_changed") void this.load();
    });
  }

  async load(): Promise<void> {
    try {
      this.desk = await call("get_desk", { delivery: this.id });
      this.failure = null;
    } catch (thrown) {
      this.failure = toFailure(thrown);
    }
  }

  get networkName(): string {
    return this.desk ? session.networkName(this.desk.delivery.network) : "";
  }

  /** Whether an answer is offered now. */
  takes(answer: DeskAnswer): boolean {
    return this.desk?.answers.includes(answer) ?? false;
  }

  async openComposer(): Promise<void> {
    const url = this.desk?.composer_url;
    if (url) await this.trying(() => openAddress(url));
  }

  async openFolder(): Promise<void> {
    await this.trying(() => openDeskFolder(this.id));
  }

  async markLive(url: string | null): Promise<void> {
    const state = this.desk?.delivery.delivery.state;
    const done = await this.trying(() =>
      state === "unknown"
        ? call("answer_unknown", { delivery: this.id, live: true, url })
        : call("mark_live", { delivery: this.id, url }),
    );
    if (done) this.leave(t.markedLive(this.networkName));
  }

  async postpone(to: Later): Promise<void> {
    const done = await this.trying(() => call("postpone_delivery", { delivery: this.id, to }));
    if (done) this.leave(t.postponed(planned(done.gave.delivery.planned)));
  }

  async giveUp(why: WhyNot, note: string): Promise<void> {
    if (await this.trying(() => call("give_up_delivery", { delivery: this.id, why, note }))) this.leave(t.givenUp);
  }

  async drop(): Promise<void> {
    const missed = this.desk?.delivery.delivery.state === "missed";
    const done = await this.trying(() =>
      missed
        ? call("answer_missed", { delivery: this.id, answer: "drop" })
        : call("drop_delivery", { delivery: this.id }),
    );
    if (done) this.leave(t.dropped);
  }

  /** Back to where the desk was opened from; the post, when that was a notice of the system. */
  back(): void {
    const post = this.desk?.delivery.delivery.post;
    if (post) navigation.back("post", { id: post });
    else navigation.back();
  }

  /** The post takes the desk's place: what was done here is done. */
  private leave(said: string): void {
    notices.sayUndoable(said);
    const post = this.desk?.delivery.delivery.post;
    if (post) navigation.instead("post", { id: post });
    else navigation.back();
  }

  /** What the act gave; null when it failed, which was said then. */
  private async trying<T>(act: () => Promise<T>): Promise<{ gave: T } | null> {
    this.busy = true;
    try {
      return { gave: await act() };
    } catch (thrown) {
      notices.sayFailure(thrown);
      return null;
    } finally {
      this.busy = false;
    }
  }
}

/** An address as somebody pasted it: empty is none, anything but https is refused. */
export function readAddress(typed: string): { url: string | null; isFine: boolean } {
  const text = typed.trim();
  if (text === "") return { url: null, isFine: true };
  return { url: text, isFine: /^https:\/\/[^\s/]+\.[^\s]+$/i.test(text) };
}
