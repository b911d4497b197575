/** The month on screen: which posts stand where, and what happens when one is carried to another day. */
import { call, type CallFailure, toFailure } from "../../ipc";
import type { ChannelId, KelolaEvent, PostId } from "../../ipc";
import { type Card, cardsOf } from "../../lib/cards";
import { type Carry, IDLE, type Outcome, type Place } from "../../lib/carry";
import { addDays, addMonths, type Day, daysBetween, monthStart, monthWeeks } from "../../lib/days";
import { dayShort, plannedTime } from "../../lib/format";
import { wallAt } from "../../lib/zones";
import { drafts, navigation, notices, session } from "../../session";
import { byDay, type Cursor, dayOf, fixedBy, SHELF } from "./board";
import { t } from "./messages";

/** A post without a time that is put on a day goes out at this time, unless it has passed there. */
const USUAL = "19:00";

export class Calendar {
  /** The first day of the month shown. */
  month = $state<Day>("");
  cards = $state.raw<Card[]>([]);
  loose = $state.raw<Card[]>([]);
  isLoaded = $state(false);
  failure = $state.raw<CallFailure | null>(null);
  carry = $state.raw<Carry>(IDLE);
  cursor = $state.raw<Cursor>({ day: "", stop: 0 });
  /** The day whose panel is open. */
  open = $state<Day | null>(null);

  readonly weeks = $derived(monthWeeks(this.month, session.weekStart));
  readonly days = $derived(byDay(this.cards, this.zone));

  /** What is being carried; it stays in hand when the month turns and its day leaves the screen. */
  private inHand: Card | null = null;
  /** The clock time a post had before it was put on the shelf: it gets it back with its next day. */
  private readonly clocks = new Map<PostId, string>();
  private asked = 0;
  private reload: ReturnType<typeof setTimeout> | undefined;

  constructor(day: Day) {
    this.month = monthStart(day);
    this.cursor = { day, stop: 0 };
  }

  get zone(): string {
    return session.zone;
  }

  /** Loads the month, and again whenever something changes, until the returned function is called. */
  start(): () => void {
    void this.load();
    const stop = session.on((event) => this.heard(event));
    return () => {
      stop();
      clearTimeout(this.reload);
    };
  }

  async load(): Promise<void> {
    const asked = ++this.asked;
    const first = this.weeks[0]?.[0] ?? this.month;
    const end = addDays(this.weeks.at(-1)?.[6] ?? first, 1);
    try {
      const [planned, loose] = await Promise.all([call("list_calendar", { first, end }), call("list_unscheduled", {})]);
      // A slower answer about another month must not replace this one.
      if (asked !== this.asked) return;
      this.cards = planned.rows.flatMap(cardsOf);
      this.loose = loose.rows.flatMap(cardsOf);
      this.failure = null;
    } catch (thrown) {
      if (asked === this.asked) this.failure = toFailure(thrown);
    }
    this.isLoaded = true;
  }

  turn(months: number): void {
    this.show(addMonths(this.month, months));
    if (this.carry.kind !== "held") this.cursor = { day: addMonths(this.cursor.day, months), stop: 0 };
  }

  today(): void {
    this.show(session.today);
    this.cursor = { day: session.today, stop: 0 };
  }

  /** Puts the cursor on a day and turns the month when the day is not on screen. */
  reach(cursor: Cursor): void {
    this.cursor = cursor;
    if (!this.isOnScreen(cursor.day)) this.show(cursor.day);
  }

  isOnScreen(day: Day): boolean {
    return this.weeks.some((week) => week.includes(day));
  }

  cardsOn(day: Day): Card[] {
    return this.days.get(day) ?? [];
  }

  find(id: string): Card | undefined {
    const card = this.cards.find((it) => it.card === id) ?? this.loose.find((it) => it.card === id);
    return card ?? (this.inHand?.card === id ? this.inHand : undefined);
  }

  /** Takes a card in hand: a press, or the space key. */
  take(card: Card, carry: Carry): void {
    this.inHand = card;
    this.carry = carry;
  }

  placeOf(card: Card): Place {
    return dayOf(card, this.zone) ?? SHELF;
  }

  /** The card under the cursor, if it stands on one. */
  underCursor(): Card | undefined {
    return this.cardsOn(this.cursor.day)[this.cursor.stop - 1];
  }

  /** Says why a card cannot be carried; true when it can. */
  mayCarry(card: Card): boolean {
    const state = fixedBy(card);
    if (state) notices.say(t.fixed(state));
    return state === null;
  }

  act(outcome: Outcome): void {
    if (outcome.act === "open") navigation.go("post", { id: this.find(outcome.id)?.id ?? outcome.id });
    if (outcome.act === "drop") void this.drop(outcome.id, outcome.to);
  }

  async create(day: Day | null): Promise<void> {
    await drafts.write({ day });
  }

  /** Puts a card on a day or back on the shelf; it stands there at once and returns when the core refuses. */
  async drop(id: string, to: Place): Promise<void> {
    const card = this.find(id);
    if (!card || !this.mayCarry(card)) return;
    if (to === SHELF && card.channel) return notices.say(t.apartStays);
    const before = [this.cards, this.loose] as const;
    try {
      if (to === SHELF) await this.unschedule(card);
      else if (card.channel) await this.moveApart(card, card.channel, to);
      else if (card.planned) await this.moveTo(card, to);
      else await this.plan(card, to);
    } catch (thrown) {
      [this.cards, this.loose] = before;
      notices.sayFailure(thrown);
    }
    void this.load();
  }

  /** Moves a post, and with it by as many days every channel that goes apart and has not gone out. */
  private async moveTo(card: Card, day: Day): Promise<void> {
    const days = card.planned ? daysBetween(card.planned.wall.slice(0, 10), day) : 0;
    const goesAlong = (it: Card) => it.id === card.id && it.channel !== null && fixedBy(it) === null;
    const along = this.cards.filter(goesAlong);
    this.cards = this.cards.map((it) => {
      if (it.card === card.card) return onDay(it, day, this.zone);
      return goesAlong(it) && it.planned ? onDay(it, addDays(it.planned.wall.slice(0, 10), days), this.zone) : it;
    });
    if (!this.cards.some((it) => it.card === card.card)) this.cards = [...this.cards, onDay(card, day, this.zone)];
    const { row: now } = await call("move_post", { id: card.id, day });
    if (!now.planned) return;
    const [on, time] = [dayShort(now.planned.wall.slice(0, 10)), plannedTime(now.planned)];
    notices.sayUndoable(along.length > 0 ? t.movedAlong(on, time) : t.moved(on, time));
  }

  /** Moves one channel of a post and leaves the rest where it is. */
  private async moveApart(card: Card, channel: ChannelId, day: Day): Promise<void> {
    this.cards = [...this.cards.filter((it) => it.card !== card.card), onDay(card, day, this.zone)];
    const { row: now } = await call("move_variant", { post: card.id, channel, day });
    const planned = now.times.find((it) => it.channel === channel)?.planned ?? now.planned;
    if (!planned) return;
    const where = session.networkName(card.networks[0] ?? "");
    notices.sayUndoable(t.movedApart(where, dayShort(planned.wall.slice(0, 10)), plannedTime(planned)));
  }

  /** Notes the time a post is meant for. It goes nowhere yet: scheduling is done where the post can be read. */
  private async plan(card: Card, day: Day): Promise<void> {
    const at = { wall: `${day}T${this.clockOf(card, day)}`, zone: this.zone };
    this.loose = this.loose.filter((it) => it.card !== card.card);
    this.cards = [...this.cards, { ...card, planned: at, instant: null }];
    const { row: now } = await call("plan_post", { id: card.id, at });
    if (now.planned) notices.sayUndoable(t.planned(dayShort(day), plannedTime(now.planned)));
  }

  private async unschedule(card: Card): Promise<void> {
    if (card.planned) this.clocks.set(card.id, card.planned.wall.slice(11));
    this.cards = this.cards.filter((it) => it.id !== card.id);
    this.loose = [{ ...card, planned: null, instant: null }, ...this.loose];
    await call("unschedule_post", { id: card.id });
    notices.sayUndoable(t.unscheduled);
  }

  /** The clock time a post would have on a day: its own, the one it had, or the usual one. */
  clockOf(card: Card, day: Day): string {
    if (card.planned) return card.planned.wall.slice(11);
    const had = this.clocks.get(card.id);
    return had && `${day}T${had}` > wallAt(new Date(), this.zone) ? had : this.timeOn(day);
  }

  /** The usual time, or the next full hour when that has passed today. */
  private timeOn(day: Day): string {
    const now = wallAt(new Date(), this.zone);
    if (day !== now.slice(0, 10) || now.slice(11) < USUAL) return USUAL;
    const hour = Math.min(23, Number(now.slice(11, 13)) + 1);
    return `${String(hour).padStart(2, "0")}:00`;
  }

  private show(day: Day): void {
    const month = monthStart(day);
    if (month === this.month) return;
    this.month = month;
    this.open = null;
    void this.load();
  }

  private heard(event: KelolaEvent): void {
    if (!["posts_changed", "deliveries_changed", "workspace_changed"].includes(event.name)) return;
    // One act may be told several times; one look is enough.
    clearTimeout(this.reload);
    this.reload = setTimeout(() => void this.load(), 30);
  }
}

/** The same card on another day at the same clock time, as it is drawn until the core has answered. */
function onDay(card: Card, day: Day, zone: string): Card {
  if (!card.planned) return card;
  const planned = { wall: `${day}${card.planned.wall.slice(10)}`, zone: card.planned.zone };
  return { ...card, planned, instant: planned.zone === zone ? null : card.instant };
}
