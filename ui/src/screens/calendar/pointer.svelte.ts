/** A post in the hand of a pointer over the month: the days under it, and the arrows it may wait over. */
import type { Card } from "../../lib/cards";
import type { Carry, Outcome, Place } from "../../lib/carry";
import { type Carrier, PointerCarry } from "../../lib/pointer.svelte";
import { session } from "../../session";
import { fixedBy } from "./board";
import type { Calendar } from "./calendar.svelte";

/** A card held this long over an arrow of the month turns it, in milliseconds. */
const TURN_AFTER = 600;

export class MonthCarrier implements Carrier {
  readonly pointer = new PointerCarry(this);
  private waitsFor = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly calendar: Calendar) {}

  get carry(): Carry {
    return this.calendar.carry;
  }
  set carry(carry: Carry) {
    this.calendar.carry = carry;
  }

  down(event: PointerEvent, card: Card): void {
    this.pointer.down(event, card.card, this.calendar.placeOf(card));
    this.calendar.take(card, this.carry);
  }

  placeAt(x: number, y: number): Place | null {
    const found = document.elementFromPoint(x, y)?.closest<HTMLElement>("[data-place]");
    const place = found?.dataset["place"] ?? null;
    // Nothing is planned for a day that is over.
    return place !== null && place < session.today ? null : place;
  }

  isFixed(id: string): boolean {
    const card = this.calendar.find(id);
    return !card || fixedBy(card) !== null;
  }

  ended(outcome: Outcome, pulled: string | null): void {
    const card = pulled === null ? undefined : this.calendar.find(pulled);
    // Somebody pulled at a card that stays: say why.
    if (card) this.calendar.mayCarry(card);
    this.calendar.act(outcome);
  }

  hovered(at: { x: number; y: number } | null): void {
    this.wait(at ? turnAt(at.x, at.y) : 0);
  }

  private wait(months: number): void {
    if (months === this.waitsFor) return;
    clearTimeout(this.timer);
    this.waitsFor = months;
    if (months === 0) return;
    this.timer = setTimeout(() => {
      this.waitsFor = 0;
      if (this.calendar.carry.kind === "dragged") this.calendar.turn(months);
    }, TURN_AFTER);
  }
}

function turnAt(x: number, y: number): number {
  return Number(document.elementFromPoint(x, y)?.closest<HTMLElement>("[data-turn]")?.dataset["turn"] ?? 0);
}
