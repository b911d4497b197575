/** What networks are called, for parts of the screen that know their short names alone. */
import { getContext, setContext } from "svelte";

const NAMES = Symbol("names of networks");
type NameOf = (network: string) => string;

/** Told once, at the root of the window. */
export function tellNetworkNames(nameOf: NameOf): void {
  setContext(NAMES, nameOf);
}

/** Asked while a component is made; without anybody who tells, a network is called by its short name. */
export function networkNames(): NameOf {
  return getContext<NameOf | undefined>(NAMES) ?? ((network) => network);
}
