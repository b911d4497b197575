/**
 * Carrying a card, by pointer or by keyboard, decided without a screen: every step takes what is and gives
 * back what is next. A hand may tremble: within `TREMOR` pixels a press stays a click.
 */

/** How far a pointer may wander, in CSS pixels, before a press becomes a drag. */
export const TREMOR = 8;

/** Where a card can be put down: a day, a column. */
export type Place = string;

export type Carry =
  | { kind: "idle" }
  | { kind: "pressed"; id: string; from: Place; x: number; y: number }
  | { kind: "dragged"; id: string; from: Place; over: Place | null; x: number; y: number }
  | { kind: "held"; id: string; from: Place; over: Place };

/** What the screen does when a carry ends. */
export type Outcome =
  { act: "nothing" } | { act: "open"; id: string } | { act: "drop"; id: string; from: Place; to: Place };

export interface Ended {
  carry: Carry;
  outcome: Outcome;
}

export const IDLE: Carry = { kind: "idle" };
const NOTHING: Outcome = { act: "nothing" };

/** A pointer goes down on a card. */
export function press(id: string, from: Place, x: number, y: number): Carry {
  return { kind: "pressed", id, from, x, y };
}

/** The pointer moves; `fixed` cards never leave their place, however far it goes. */
export function move(carry: Carry, x: number, y: number, over: Place | null, fixed = false): Carry {
  if (carry.kind === "dragged") return { ...carry, x, y, over };
  if (carry.kind !== "pressed" || fixed || Math.hypot(x - carry.x, y - carry.y) <= TREMOR) return carry;
  return { kind: "dragged", id: carry.id, from: carry.from, over, x, y };
}

/** The pointer goes up. A drag that ends where it began, or nowhere, changes nothing. */
export function release(carry: Carry, x: number, y: number): Ended {
  if (carry.kind === "pressed") {
    const still = Math.hypot(x - carry.x, y - carry.y) <= TREMOR;
    return { carry: IDLE, outcome: still ? { act: "open", id: carry.id } : NOTHING };
  }
  return { carry: IDLE, outcome: carry.kind === "dragged" ? put(carry.id, carry.from, carry.over) : NOTHING };
}

/** The space key lifts a card where it is. */
export function pickUp(id: string, from: Place): Carry {
  return { kind: "held", id, from, over: from };
}

/** Arrows carry what is held to another place. */
export function carryTo(carry: Carry, over: Place): Carry {
  return carry.kind === "held" ? { ...carry, over } : carry;
}

/** Enter puts down what is held. */
export function putDown(carry: Carry): Ended {
  return { carry: IDLE, outcome: carry.kind === "held" ? put(carry.id, carry.from, carry.over) : NOTHING };
}

/** Esc, or a pointer the system took away: back to where it was. */
export function cancel(): Ended {
  return { carry: IDLE, outcome: NOTHING };
}

function put(id: string, from: Place, to: Place | null): Outcome {
  return to === null || to === from ? NOTHING : { act: "drop", id, from, to };
}
