/** A card in the hand of a pointer: where it was gripped and what lies under it. */
import { type Carry, IDLE, move, type Outcome, type Place, press, release } from "./carry";

/** What a screen with cards tells about them. */
export interface Carrier {
  carry: Carry;
  /** Where a card would be put down there; null where it cannot be. */
  placeAt(x: number, y: number): Place | null;
  /** Whether a card never leaves its place. */
  isFixed(id: string): boolean;
  /** A carry ended; `pulled` is a card somebody pulled at although it stays. */
  ended(outcome: Outcome, pulled: string | null): void;
  /** Where a dragged card is; null once it is not dragged any more. */
  hovered?(at: { x: number; y: number } | null): void;
}

export class PointerCarry {
  /** Where in the card the pointer took hold, and how wide the card is. */
  grip = $state.raw({ x: 0, y: 0, width: 0 });

  constructor(private readonly carrier: Carrier) {}

  /** The pointer goes down on the card that hears the event. */
  down(event: PointerEvent, id: string, from: Place, card = event.currentTarget as HTMLElement): void {
    if (event.button !== 0 || !event.isPrimary) return;
    const box = card.getBoundingClientRect();
    this.grip = { x: event.clientX - box.left, y: event.clientY - box.top, width: box.width };
    this.carrier.carry = press(id, from, event.clientX, event.clientY);
  }

  move(event: PointerEvent): void {
    const { carry } = this.carrier;
    if (carry.kind !== "pressed" && carry.kind !== "dragged") return;
    // Released outside the window, where nobody told us.
    if (event.buttons === 0) return this.cancel();
    const { clientX: x, clientY: y } = event;
    this.carrier.carry = move(carry, x, y, this.carrier.placeAt(x, y), this.carrier.isFixed(carry.id));
    this.carrier.hovered?.(this.carrier.carry.kind === "dragged" ? { x, y } : null);
  }

  up(event: PointerEvent): void {
    if (!this.isBusy) return;
    const before = this.carrier.carry;
    const { carry, outcome } = release(before, event.clientX, event.clientY);
    this.carrier.hovered?.(null);
    this.carrier.carry = carry;
    this.carrier.ended(outcome, before.kind === "pressed" && outcome.act === "nothing" ? before.id : null);
  }

  cancel(): void {
    if (!this.isBusy) return;
    this.carrier.hovered?.(null);
    this.carrier.carry = IDLE;
  }

  private get isBusy(): boolean {
    return this.carrier.carry.kind === "pressed" || this.carrier.carry.kind === "dragged";
  }
}
