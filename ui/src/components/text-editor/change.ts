/** The least that has to change for one text to become another: what stays keeps the caret where it was. */
export interface Change {
  from: number;
  to: number;
  insert: string;
}

/** Null when nothing differs. */
export function changeBetween(before: string, after: string): Change | null {
  if (before === after) return null;
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < most - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  return { from: head, to: before.length - tail, insert: after.slice(head, after.length - tail) };
}

/** Two changes, one after the other, as one; null where the second is made elsewhere. */
export function joined(first: Change, second: Change): Change | null {
  const [start, end] = [first.from, first.from + first.insert.length];
  if (second.to < start || second.from > end) return null;
  const kept = first.insert.slice(0, Math.max(0, second.from - start));
  const rest = first.insert.slice(Math.max(0, second.to - start));
  return {
    from: Math.min(start, second.from),
    to: first.to + Math.max(0, second.to - end),
    insert: kept + second.insert + rest,
  };
}

/** Where a place in a text is after a change: behind what was written at it. */
export function placeAfter({ from, to, insert }: Change, place: number): number {
  if (place < from || (place === from && to > from)) return place;
  return place <= to ? from + insert.length : place + insert.length - (to - from);
}
