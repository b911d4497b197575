/** What a person decides about a framing, and what it is then. */
import type { Area, Framing, PlacementRef } from "../../ipc";
import type { Size } from "../../lib/crop";

/** How a placement gets its part: around the focal point, whole with bars, or a part of its own. */
export type Mode = "follow" | "bars" | "exact";

/** Two ratios are the same within this share: networks round their sizes. */
const SAME_RATIO = 0.01;

/** The name of a placement among all networks'. */
export function keyOf({ network, placement }: PlacementRef): string {
  return `${network}/${placement}`;
}

/** Whether a placement has a part of its own. */
export function isOwn(framing: Framing, { network, placement }: PlacementRef): boolean {
  return framing.crops.some((it) => it.network === network && it.placement === placement);
}

/** How a placement gets its part. */
export function modeOf(framing: Framing, ref: PlacementRef): Mode {
  if (isOwn(framing, ref) || framing.fit.how === "part") return "exact";
  return framing.fit.how === "bars" ? "bars" : "follow";
}

/** With the way of all placements that have no part of their own; the given one gives its own up. */
export function withMode(framing: Framing, ref: PlacementRef, mode: Exclude<Mode, "exact">): Framing {
  return { ...framing, fit: { how: mode === "bars" ? "bars" : "fill" }, crops: without(framing, [ref]) };
}

/** With one part for some placements, whatever they had before. */
export function withArea(framing: Framing, refs: readonly PlacementRef[], area: Area): Framing {
  const added = refs.map(({ network, placement }) => ({ network, placement, area }));
  return { ...framing, crops: [...without(framing, refs), ...added] };
}

/** The other placements of the same ratio; one that only has a largest size is of none. */
export function alike<P extends PlacementRef & Size & { exact: boolean }>(of: P, all: readonly P[]): P[] {
  if (!of.exact) return [];
  const ratio = of.width / of.height;
  return all.filter(
    (it) => it.exact && keyOf(it) !== keyOf(of) && Math.abs(it.width / it.height / ratio - 1) <= SAME_RATIO,
  );
}

/** How many other placements do as the picture does: they change with it. */
export function followers(framing: Framing, ref: PlacementRef, all: readonly PlacementRef[]): number {
  return all.filter((it) => keyOf(it) !== keyOf(ref) && !isOwn(framing, it)).length;
}

function without(framing: Framing, refs: readonly PlacementRef[]): Framing["crops"] {
  const gone = new Set(refs.map(keyOf));
  return framing.crops.filter((it) => !gone.has(keyOf(it)));
}
