/** A pack for the phone: allowed once by the person, then shown as a code that works once, for ten minutes at most. */
import { call, type DeliveryId, offerPack, type PackOffer, savePack } from "../../ipc";
import { notices, session } from "../../session";
import { t } from "./messages";

/** How the last offer ended. */
export type Ended = "fetched" | "too_late";

export class Phone {
  offer = $state.raw<PackOffer | null>(null);
  ended = $state<Ended | null>(null);
  /** Seconds the offer still stands. */
  left = $state(0);
  busy = $state(false);
  /** Nobody looks any more. */
  private isLeft = false;
  private timer: ReturnType<typeof setInterval> | undefined;

  constructor(
    readonly id: DeliveryId,
    private readonly now: () => number = Date.now,
  ) {}

  get isAllowed(): boolean {
    return session.settings.phone_pack;
  }

  /** Hears how offers end; the returned function closes the one that is open. */
  start(): () => void {
    const hush = session.on((event) => {
      if (event.name !== "pack_offer_ended" || event.delivery !== this.id || !this.offer) return;
      if (event.how === "withdrawn") this.forget();
      else this.forget(event.how);
    });
    return () => {
      hush();
      this.isLeft = true;
      void this.close();
    };
  }

  async allow(allowed: boolean): Promise<void> {
    await session.set({ phone_pack: allowed });
    if (!allowed) await this.close();
  }

  async open(): Promise<void> {
    this.busy = true;
    this.ended = null;
    try {
      const offer = await offerPack(this.id);
      if (this.isLeft) return await this.withdraw();
      const until = this.now() + offer.secs * 1000;
      this.offer = offer;
      this.left = offer.secs;
      clearInterval(this.timer);
      this.timer = setInterval(() => this.tick(until), 1000);
    } catch (thrown) {
      notices.sayFailure(thrown);
    } finally {
      this.busy = false;
    }
  }

  async close(): Promise<void> {
    if (!this.offer) return;
    this.forget();
    await this.withdraw();
  }

  async saveZip(): Promise<void> {
    this.busy = true;
    try {
      const saved = await savePack(this.id);
      if (saved) notices.say(t.saved(saved.path));
    } catch (thrown) {
      notices.sayFailure(thrown);
    } finally {
      this.busy = false;
    }
  }

  private async withdraw(): Promise<void> {
    try {
      await call("withdraw_pack", { delivery: this.id });
    } catch (thrown) {
      notices.sayFailure(thrown);
    }
  }

  private tick(until: number): void {
    this.left = Math.max(0, (until - this.now()) / 1000);
    if (this.left === 0) this.forget("too_late");
  }

  private forget(ended: Ended | null = null): void {
    clearInterval(this.timer);
    this.offer = null;
    this.ended = ended;
  }
}
