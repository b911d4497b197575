/** Text with marked stretches, as pieces a screen can draw without reading any markup. */

export interface Piece {
  text: string;
  hit: boolean;
}

/** Cuts a text at its marks, ranges in UTF-16 units; marks that overlap, lie outside or are empty do no harm. */
export function pieces(text: string, marks: readonly (readonly [number, number])[]): Piece[] {
  const made: Piece[] = [];
  let at = 0;
  const add = (end: number, hit: boolean) => {
    if (end > at) made.push({ text: text.slice(at, end), hit });
    at = Math.max(at, end);
  };
  for (const [start, end] of [...marks].sort(([a], [b]) => a - b)) {
    add(Math.min(start, text.length), false);
    add(Math.min(end, text.length), true);
  }
  add(text.length, false);
  return made;
}
