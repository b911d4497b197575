import {
  call,
  openAddress,
  toFailure,
  type CallFailure,
  type DeliveryView,
  type Today,
  type TodayRow,
} from "../../ipc";
import { planned } from "../../lib/format";
import { navigation, notices, session } from "../../session";
import { t } from "./messages";

/** What the day holds, and every answer a person can give from here. */
export class TodayState {
  today = $state.raw<Today | null>(null);
  failure = $state<CallFailure | null>(null);
  /** The delivery an answer is under way for. */
  busy = $state<string | null>(null);
  /** The delivery that goes out at once after a yes. */
  asking = $state<TodayRow | null>(null);

  async load(): Promise<void> {
    try {
      this.today = await call("get_today", {});
      this.failure = null;
    } catch (thrown) {
      this.failure = toFailure(thrown);
    }
  }

  open({ row }: TodayRow): void {
    navigation.go(row.deliveries.length ? "post" : "composer", { id: row.id });
  }

  /** The words and files of a delivery that is posted by hand. */
  prepare(it: TodayRow): void {
    navigation.go("desk", { id: it.delivery.delivery.id });
  }

  async markLive(it: TodayRow): Promise<void> {
    const { id, state } = it.delivery.delivery;
    await this.answer(
      it,
      () =>
        state === "unknown"
          ? call("answer_unknown", { delivery: id, live: true, url: null })
          : call("mark_live", { delivery: id, url: null }),
      () => notices.sayUndoable(t.markedLive(titleOf(it))),
    );
  }

  async notLive(it: TodayRow): Promise<void> {
    const { id } = it.delivery.delivery;
    await this.answer(
      it,
      () => call("answer_unknown", { delivery: id, live: false, url: null }),
      (after) => this.sayWhere(it, after),
    );
  }

  async sendNow(it: TodayRow): Promise<void> {
    this.asking = null;
    const { id } = it.delivery.delivery;
    await this.answer(
      it,
      () => call("answer_missed", { delivery: id, answer: "now" }),
      () => notices.say(t.goesOut(titleOf(it))),
    );
  }

  async nextSlot(it: TodayRow): Promise<void> {
    const { id } = it.delivery.delivery;
    await this.answer(
      it,
      () => call("answer_missed", { delivery: id, answer: "next_slot" }),
      (after) => notices.sayUndoable(t.moved(titleOf(it), planned(after.delivery.planned))),
    );
  }

  async drop(it: TodayRow): Promise<void> {
    const { id, state } = it.delivery.delivery;
    await this.answer(
      it,
      () =>
        state === "missed"
          ? call("answer_missed", { delivery: id, answer: "drop" })
          : call("drop_delivery", { delivery: id }),
      () => notices.sayUndoable(t.dropped(titleOf(it))),
    );
  }

  async retry(it: TodayRow): Promise<void> {
    const { id } = it.delivery.delivery;
    await this.answer(
      it,
      () => call("retry_delivery", { delivery: id }),
      () => notices.say(t.goesOut(titleOf(it))),
    );
  }

  /** Opens the post on its network, or the account where the post has no address yet. */
  async look(it: TodayRow): Promise<void> {
    const { url } = it.delivery.delivery;
    const channel = session.channel(it.delivery.delivery.channel);
    const address = url ?? session.network(it.delivery.network)?.composer_url ?? channel?.server;
    if (!address) return this.open(it);
    try {
      await openAddress(address);
    } catch (thrown) {
      notices.sayFailure(thrown);
    }
  }

  private sayWhere(it: TodayRow, after: DeliveryView): void {
    if (after.delivery.state === "due") notices.say(t.goesOut(titleOf(it)));
  }

  private async answer(
    it: TodayRow,
    act: () => Promise<DeliveryView>,
    say: (after: DeliveryView) => void,
  ): Promise<void> {
    if (this.busy) return;
    this.busy = it.delivery.delivery.id;
    try {
      say(await act());
    } catch (thrown) {
      notices.sayFailure(thrown);
    }
    this.busy = null;
    await this.load();
  }
}

/** What a row is called: its working title, else its first words. */
export function titleOf({ row }: TodayRow): string {
  return row.title || row.first_words || t.untitled;
}

/**
 * Deliveries of one post that stand alike and ask nothing share a row; whatever needs an answer keeps its own.
 */
export function grouped(rows: readonly TodayRow[]): [TodayRow, ...TodayRow[]][] {
  const groups: [TodayRow, ...TodayRow[]][] = [];
  for (const it of rows) {
    const alike = groups.find(([first]) => standsLike(first, it));
    if (alike) alike.push(it);
    else groups.push([it]);
  }
  return groups;
}

function standsLike(one: TodayRow, other: TodayRow): boolean {
  const [a, b] = [one.delivery, other.delivery];
  const isQuiet = a.delivery.state === "planned" || a.delivery.state === "live";
  return (
    isQuiet &&
    one.row.id === other.row.id &&
    a.delivery.state === b.delivery.state &&
    a.manual === b.manual &&
    a.delivery.planned.wall === b.delivery.planned.wall
  );
}
