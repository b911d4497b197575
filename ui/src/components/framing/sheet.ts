/** What a placement shows of an original, as it is drawn: what the core said, or a guess until it does. */
import type { Framing, FrameView, PlacementChoice, Rect } from "../../ipc";
import { clamp, fitFor, place, shown, type Size } from "../../lib/crop";
import { modeOf } from "./change";
import { onPicture } from "./frame";

/** A placement, and whether its size is made exactly or only the largest. */
export type Spot = PlacementChoice & { exact: boolean };

/** What comes out of a placement, and which part of the upright original it is. */
export type Sheet = Pick<FrameView, "width" | "height" | "crop">;

/** An area this close to its placement's ratio is the frame itself; the core cuts what is further off. */
const NEAR = 0.001;

/** What a placement will show, before the core says so. */
export function guessed(framing: Framing, spot: Spot, whole: Size): Sheet {
  const it = place(whole, spot, framing.focus, fitFor(framing, spot.network, spot.placement));
  return { ...it.canvas, crop: shown(it) };
}

/** The ratio a frame keeps; null where the placement takes any. */
export function ratioOf(spot: Spot): number | null {
  return spot.exact ? spot.width / spot.height : null;
}

/** The frame as drawn over the original, without what only holds bars. */
export function frameOf(framing: Framing, spot: Spot, sheet: Sheet, whole: Size): Rect {
  const own = fitFor(framing, spot.network, spot.placement);
  const ratio = ratioOf(spot);
  if (own.how === "part") {
    // The stored part rather than what was made of it, so that a hundred moves round off no more than one.
    const part = fromArea(own.area, whole);
    if (ratio === null || Math.abs(part.width / part.height / ratio - 1) < NEAR) return part;
  }
  return onPicture(sheet.crop, whole);
}

/** Where a frame of a placement's own begins: as it is now, without bars. */
export function beginning(framing: Framing, spot: Spot, sheet: Sheet, whole: Size): Rect {
  if (modeOf(framing, spot) !== "bars") return frameOf(framing, spot, sheet, whole);
  return place(whole, spot, framing.focus, { how: "fill" }).part;
}

/** The share of the original that is cut away, whole percent. */
export function lost(sheet: Sheet, whole: Size): number {
  const kept = onPicture(sheet.crop, whole);
  const all = whole.width * whole.height;
  return all > 0 ? clamp(Math.round((1 - (kept.width * kept.height) / all) * 100), 0, 100) : 0;
}

/** Whether bars stand beside the picture. */
export function hasBars(sheet: Sheet, whole: Size): boolean {
  const { x, y, width, height } = sheet.crop;
  return x < -0.5 || y < -0.5 || x + width > whole.width + 0.5 || y + height > whole.height + 0.5;
}

function fromArea(area: Rect, whole: Size): Rect {
  return {
    x: area.x * whole.width,
    y: area.y * whole.height,
    width: area.width * whole.width,
    height: area.height * whole.height,
  };
}
