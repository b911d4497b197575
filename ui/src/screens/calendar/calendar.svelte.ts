/** The month on screen: which posts stand where, and what happens when one is carried to another day. */
import { call, type CallFailure, toFailure } from "../../ipc";
import type { KelolaEvent, PostId, PostRow } from "../../ipc";
import { type Carry, IDLE, type Outcome, type Place } from "../../lib/carry";
import { addDays, addMonths, type Day, monthStart, monthWeeks } from "../../lib/days";
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
  rows = $state.raw<PostRow[]>([]);
  loose = $state.raw<PostRow[]>([]);
  isLoaded = $state(false);
  failure = $state.raw<CallFailure | null>(null);
  carry = $state.raw<Carry>(IDLE);
  cursor = $state.raw<Cursor>({ day: "", stop: 0 });
  /** The day whose panel is open. */
  open = $state<Day | null>(null);

  readonly weeks = $derived(monthWeeks(this.month, session.weekStart));
  readonly days = $derived(byDay(this.rows, this.zone));

  /** What is being carried; it stays in hand when the month turns and its day leaves the screen. */
  private inHand: PostRow | null = null;
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
      this.rows = planned.rows;
      this.loose = loose.rows;
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

  postsOn(day: Day): PostRow[] {
    return this.days.get(day) ?? [];
  }

  find(id: PostId): PostRow | undefined {
    const row = this.rows.find((it) => it.id === id) ?? this.loose.find((it) => it.id === id);
    return row ?? (this.inHand?.id === id ? this.inHand : undefined);
  }

  /** Takes a post in hand: a press, or the space key. */
  take(row: PostRow, carry: Carry): void {
    this.inHand = row;
    this.carry = carry;
  }

  placeOf(row: PostRow): Place {
    return dayOf(row, this.zone) ?? SHELF;
  }

  /** The card under the cursor, if it stands on one. */
  underCursor(): PostRow | undefined {
    return this.postsOn(this.cursor.day)[this.cursor.stop - 1];
  }

  /** Says why a card cannot be carried; true when it can. */
  mayCarry(row: PostRow): boolean {
    const state = fixedBy(row);
    if (state) notices.say(t.fixed(state));
    return state === null;
  }

  act(outcome: Outcome): void {
    if (outcome.act === "open") navigation.go("post", { id: outcome.id });
    if (outcome.act === "drop") void this.drop(outcome.id, outcome.to);
  }

  async create(day: Day | null): Promise<void> {
    await drafts.write({ day });
  }

  /** Puts a post on a day or back on the shelf; it stands there at once and returns when the core refuses. */
  async drop(id: PostId, to: Place): Promise<void> {
    const row = this.find(id);
    if (!row || !this.mayCarry(row)) return;
    const before = [this.rows, this.loose] as const;
    try {
      if (to === SHELF) await this.unschedule(row);
      else if (row.planned) await this.moveTo(row, to);
      else await this.plan(row, to);
    } catch (thrown) {
      [this.rows, this.loose] = before;
      notices.sayFailure(thrown);
    }
    void this.load();
  }

  async unscheduleById(id: PostId): Promise<void> {
    await this.drop(id, SHELF);
  }

  private async moveTo(row: PostRow, day: Day): Promise<void> {
    this.rows = [...this.rows.filter((it) => it.id !== row.id), onDay(row, day, this.zone)];
    const { row: now } = await call("move_post", { id: row.id, day });
    if (now.planned) notices.sayUndoable(t.moved(dayShort(now.planned.wall.slice(0, 10)), plannedTime(now.planned)));
  }

  /** Notes the time a post is meant for. It goes nowhere yet: scheduling is done where the post can be read. */
  private async plan(row: PostRow, day: Day): Promise<void> {
    const at = { wall: `${day}T${this.clockOf(row, day)}`, zone: this.zone };
    this.loose = this.loose.filter((it) => it.id !== row.id);
    this.rows = [...this.rows, { ...row, planned: at, instant: null }];
    const { row: now } = await call("plan_post", { id: row.id, at });
    if (now.planned) notices.sayUndoable(t.planned(dayShort(day), plannedTime(now.planned)));
  }

  private async unschedule(row: PostRow): Promise<void> {
    if (row.planned) this.clocks.set(row.id, row.planned.wall.slice(11));
    this.rows = this.rows.filter((it) => it.id !== row.id);
    this.loose = [{ ...row, planned: null, instant: null }, ...this.loose];
    await call("unschedule_post", { id: row.id });
    notices.sayUndoable(t.unscheduled);
  }

  /** The clock time a post would have on a day: its own, the one it had, or the usual one. */
  clockOf(row: PostRow, day: Day): string {
    if (row.planned) return row.planned.wall.slice(11);
    const had = this.clocks.get(row.id);
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

/** The same row on another day at the same clock time, as it is drawn until the core has answered. */
function onDay(row: PostRow, day: Day, zone: string): PostRow {
  if (!row.planned) return row;
  const planned = { wall: `${day}${row.planned.wall.slice(10)}`, zone: row.planned.zone };
  return { ...row, planned, instant: planned.zone === zone ? null : row.instant };
}
