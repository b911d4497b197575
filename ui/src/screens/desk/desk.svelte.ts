/** Posting by hand: what to copy, which files to attach, and the word that it is done. */
import { call, type CallFailure, type Desk, type DeliveryId, openAddress, openDeskFolder, toFailure } from "../../ipc";
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

  async drop(): Promise<void> {
    const missed = this.desk?.delivery.delivery.state === "missed";
    const done = await this.trying(() =>
      missed
        ? call("answer_missed", { delivery: this.id, answer: "drop" })
        : call("drop_delivery", { delivery: this.id }),
    );
    if (done) this.leave(t.dropped);
  }

  async nextSlot(): Promise<void> {
    if (await this.trying(() => call("answer_missed", { delivery: this.id, answer: "next_slot" }))) this.showPost();
  }

  /** Back to where the desk was opened from; the post, when that was a notice of the system. */
  back(): void {
    const post = this.desk?.delivery.delivery.post;
    if (post) navigation.back("post", { id: post });
    else navigation.back();
  }

  private leave(said: string): void {
    notices.sayUndoable(said);
    this.showPost();
  }

  /** The post takes the desk's place: what was done here is done. */
  private showPost(): void {
    const post = this.desk?.delivery.delivery.post;
    if (post) navigation.instead("post", { id: post });
    else navigation.back();
  }

  private async trying(act: () => Promise<unknown>): Promise<boolean> {
    this.busy = true;
    try {
      await act();
      return true;
    } catch (thrown) {
      notices.sayFailure(thrown);
      return false;
    } finally {
      this.busy = false;
    }
  }
}
