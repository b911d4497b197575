/** Which rows of a long list are selected: with the names to say them by, and the place a Shift press counts from. */

/** A row as a selection knows it: a post, an original. */
export interface Named {
  id: string;
  name: string;
}

export interface Selection {
  names: ReadonlyMap<string, string>;
  /** Where the last single choice was made. */
  anchor: number;
}

export const NOTHING: Selection = { names: new Map(), anchor: 0 };

/** One more row, or one less. */
export function flipped(selection: Selection, { id, name }: Named, at: number): Selection {
  const names = new Map(selection.names);
  if (!names.delete(id)) names.set(id, name);
  return { names, anchor: at };
}

/** The stretch from the anchor to a place, both ends in it: where it begins and where it ends. */
export function stretch(selection: Selection, at: number): { first: number; end: number } {
  return { first: Math.min(selection.anchor, at), end: Math.max(selection.anchor, at) + 1 };
}

/** The rows of a stretch as well; the anchor stays, so that the next Shift press counts from the same place. */
export function extended(selection: Selection, rows: readonly Named[]): Selection {
  return { names: new Map([...selection.names, ...entries(rows)]), anchor: selection.anchor };
}

/** These and no others. */
export function only(rows: readonly Named[], anchor = 0): Selection {
  return { names: new Map(entries(rows)), anchor };
}

const entries = (rows: readonly Named[]) => rows.map((it) => [it.id, it.name] as const);
