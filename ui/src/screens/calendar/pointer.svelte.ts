/** A post in the hand of a pointer: where it was gripped, what lies under it, and the arrows it may wait over. */
import type { PostRow } from "../../ipc";
import { session } from "../../session";
import { fixedBy } from "./board";
import type { Calendar } from "./calendar.svelte";
import { IDLE, move, type Place, press, release } from "./drag";

/** A card held this long over an arrow of the month turns it, in milliseconds. */
const TURN_AFTER = 600;

export class PointerCarry {
  /** Where in the card the pointer took hold, and how wide the card is. */
  grip = $state.raw({ x: 0, y: 0, width: 0 });
  private waitsFor = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly calendar: Calendar) {}

  down(event: PointerEvent, row: PostRow): void {
    if (event.button !== 0 || !event.isPrimary) return;
    const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
    this.grip = { x: event.clientX - box.left, y: event.clientY - box.top, width: box.width };
    this.calendar.take(row, press(row.id, this.calendar.placeOf(row), event.clientX, event.clientY));
  }

  move(event: PointerEvent): void {
    if (!this.isBusy) return;
    // Released outside the window, where nobody told us.
    if (event.buttons === 0) return this.cancel();
    const { clientX: x, clientY: y } = event;
    const row = this.row;
    const isFixed = !row || fixedBy(row) !== null;
    this.calendar.carry = move(this.calendar.carry, x, y, placeAt(x, y), isFixed);
    this.wait(this.calendar.carry.kind === "dragged" ? turnAt(x, y) : 0);
  }

  up(event: PointerEvent): void {
    if (!this.isBusy) return;
    this.wait(0);
    const wasPressed = this.calendar.carry.kind === "pressed";
    const row = this.row;
    const { carry, outcome } = release(this.calendar.carry, event.clientX, event.clientY);
    this.calendar.carry = carry;
    // Somebody pulled at a card that stays: say why.
    if (wasPressed && outcome.act === "nothing" && row) this.calendar.mayCarry(row);
    this.calendar.act(outcome);
  }

  cancel(): void {
    this.wait(0);
    if (this.isBusy) this.calendar.carry = IDLE;
  }

  private get isBusy(): boolean {
    return this.calendar.carry.kind === "pressed" || this.calendar.carry.kind === "dragged";
  }

  private get row(): PostRow | undefined {
    return "id" in this.calendar.carry ? this.calendar.find(this.calendar.carry.id) : undefined;
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

function placeAt(x: number, y: number): Place | null {
  const found = document.elementFromPoint(x, y)?.closest<HTMLElement>("[data-place]");
  const place = found?.dataset["place"] ?? null;
  // Nothing is planned for a day that is over.
  return place !== null && place < session.today ? null : place;
}

function turnAt(x: number, y: number): number {
  return Number(document.elementFromPoint(x, y)?.closest<HTMLElement>("[data-turn]")?.dataset["turn"] ?? 0);
}
