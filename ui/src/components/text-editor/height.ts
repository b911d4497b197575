/** A field of several lines makes room for so many at a time: each time, the page below it is laid out and painted. */
const STEP = 3;

/** Lines are measured, and come out a hair off. */
const HAIR = 0.01;

/** How many lines a field has room for when so many are written in it, and it has `empty` while nothing is. */
export function roomFor(written: number, empty: number): number {
  const step = empty > 1 ? STEP : 1;
  return empty + Math.max(0, Math.ceil((written - empty) / step - HAIR)) * step;
}
