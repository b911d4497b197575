/** Which placements are shown, in which groups, and the way from one to the next. */
import type { PlacementRef } from "../../ipc";
import { keyOf } from "./change";

/** The placements of one network. */
export interface Group<P> {
  network: string;
  places: P[];
}

/** Those that matter here first, in their order; the rest can be folded away. */
export function split<P extends PlacementRef & { used: boolean }>(
  all: readonly P[],
  wanted: readonly PlacementRef[] | undefined,
): { first: P[]; rest: P[] } {
  const known = new Map(all.map((it) => [keyOf(it), it]));
  const first = wanted?.length
    ? wanted.map((it) => known.get(keyOf(it))).filter((it) => it !== undefined)
    : all.filter((it) => it.used);
  const shown = first.length > 0 ? first : [...all];
  const taken = new Set(shown.map(keyOf));
  return { first: shown, rest: all.filter((it) => !taken.has(keyOf(it))) };
}

/** By network, in the order networks come first. */
export function grouped<P extends PlacementRef>(places: readonly P[]): Group<P>[] {
  const groups = new Map<string, P[]>();
  for (const it of places) groups.set(it.network, [...(groups.get(it.network) ?? []), it]);
  return [...groups].map(([network, places]) => ({ network, places }));
}

/** The one so many places further, round at the ends. */
export function stepped<P extends PlacementRef>(places: readonly P[], from: PlacementRef, by: number): P | undefined {
  const at = places.findIndex((it) => keyOf(it) === keyOf(from));
  return at < 0 ? places[0] : places[(at + by + places.length) % places.length];
}
