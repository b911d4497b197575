/** How an attached picture is framed, and for which placements it is looked at. */
import type { Attachment, Framing, PlacementRef } from "../../ipc";

/** A channel that shows the picture: its network, the placement in use there, and all of the network's. */
export interface Showing {
  network: string;
  placement: string | undefined;
  all: readonly string[];
}

/** How a picture of a post is framed. */
export function framingOf({ focus, fit, crops }: Attachment): Framing {
  return { focus, fit: fit ?? { how: "fill" }, crops: crops ?? [] };
}

/** A framing as a picture of a post keeps it: where there are no crops, nothing is said about them. */
export function attached({ focus, fit, crops }: Framing): Pick<Attachment, "focus" | "fit" | "crops"> {
  return { focus, fit, crops: crops.length > 0 ? crops : undefined };
}

/** The placements to look at, each once: those in use, and of a channel alone the others of its network too. */
export function placementsFor(showing: readonly Showing[]): PlacementRef[] {
  const inUse = showing.flatMap((it) => (it.placement ? [{ network: it.network, placement: it.placement }] : []));
  const [alone] = showing.length === 1 ? showing : [];
  const others = alone?.all.map((placement) => ({ network: alone.network, placement })) ?? [];
  return [...new Map([...inUse, ...others].map((it) => [`${it.network}/${it.placement}`, it])).values()];
}
