/** What networks ask of a picture, for parts of the screen that know a placement's short name alone. */
import { getContext, setContext } from "svelte";
import type { Placement } from "../ipc";

const PLACEMENTS = Symbol("placements of networks");
type PlacementOf = (network: string, placement: string) => Placement | undefined;

/** Told once, at the root of the window. */
export function tellPlacements(placementOf: PlacementOf): void {
  setContext(PLACEMENTS, placementOf);
}

/** Asked while a component is made; without anybody who tells, nothing is known of any. */
export function placements(): PlacementOf {
  return getContext<PlacementOf | undefined>(PLACEMENTS) ?? (() => undefined);
}
