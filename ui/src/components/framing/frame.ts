/**
 * The frame of a placement over the upright original, in its pixels: moved, resized and zoomed without a screen.
 * A frame never leaves the picture, keeps the placement's ratio where there is one, and never gets too small to be kept.
 */
import type { Area, Rect } from "../../ipc";
import { clamp, SMALLEST, type Size } from "../../lib/crop";

/** A corner or an edge of a frame, by the points of the compass. */
export const HANDLES = ["nw", "n", "ne", "e", "se", "s", "sw", "w"] as const;
export type Handle = (typeof HANDLES)[number];
/** What a hand takes hold of: the frame itself or one of its handles. */
export type Grip = Handle | "inside";

/** A number of a frame that can be typed. */
export type Side = "x" | "y" | "width" | "height";

/** One arrow moves a frame by this share of the picture, with Shift by the second. */
const STEP = { plain: 0.01, shift: 0.05 };
/** One step closer makes the frame's sides so many times as long. */
const CLOSER = 1 / 1.05;
/** Digits kept of a share: a tenth of a pixel on the largest picture, and the same after a way through the core. */
const KEPT = 1e5;

/** The frame after a drag of the grip by so many source pixels; `ratio` is width to height, null where it is free. */
export function dragged(
  frame: Rect,
  grip: Grip,
  by: { x: number; y: number },
  whole: Size,
  ratio: number | null,
): Rect {
  if (grip === "inside") return moved(frame, by.x, by.y, whole);
  return ratio === null ? stretched(frame, grip, by, whole) : resized(frame, grip, by, whole, ratio);
}

/** The same frame elsewhere; it stops at the edges. */
export function moved(frame: Rect, x: number, y: number, whole: Size): Rect {
  return {
    ...frame,
    x: clamp(frame.x + x, 0, Math.max(0, whole.width - frame.width)),
    y: clamp(frame.y + y, 0, Math.max(0, whole.height - frame.height)),
  };
}

/** The frame moved by an arrow key; null for any other key. */
export function nudged(frame: Rect, key: string, shift: boolean, whole: Size): Rect | null {
  const by = arrow(key, shift, whole);
  return by && moved(frame, by.x, by.y, whole);
}

/** The frame with its right or lower edge moved by an arrow key; null for any other key. */
export function nudgedEdge(frame: Rect, key: string, shift: boolean, whole: Size, ratio: number | null): Rect | null {
  const by = arrow(key, shift, whole);
  return by && dragged(frame, by.x === 0 ? "s" : "e", by, whole, ratio);
}

/** The frame a step closer to what it shows, or further away, around its middle. */
export function zoomed(frame: Rect, closer: boolean, whole: Size, ratio: number | null): Rect {
  const { least, most } = ratio === null ? { least: 0, most: Infinity } : widths(whole, ratio);
  const times = closer ? CLOSER : 1 / CLOSER;
  const width = clamp(frame.width * times, Math.max(least, SMALLEST * whole.width), Math.min(most, whole.width));
  const height = ratio === null ? clamp(frame.height * times, SMALLEST * whole.height, whole.height) : width / ratio;
  return aroundMiddle(frame, width, height, whole);
}

/** The frame with one of its numbers typed; null where the number does not fit, see `range`. */
export function typed(frame: Rect, side: Side, value: number, whole: Size, ratio: number | null): Rect | null {
  const [least, most] = range(frame, side, whole, ratio);
  if (!(value >= least - 0.5 && value <= most + 0.5)) return null;
  const fits = clamp(value, least, most);
  if (side === "x" || side === "y") return { ...frame, [side]: fits };
  const size = { width: frame.width, height: frame.height, [side]: fits };
  if (ratio !== null && side === "width") size.height = size.width / ratio;
  if (ratio !== null && side === "height") size.width = size.height * ratio;
  return moved({ ...frame, ...size }, 0, 0, whole);
}

/** The least and the most a number of a frame can be. */
export function range(frame: Rect, side: Side, whole: Size, ratio: number | null): [number, number] {
  if (side === "x") return [0, Math.max(0, whole.width - frame.width)];
  if (side === "y") return [0, Math.max(0, whole.height - frame.height)];
  if (ratio === null) return [SMALLEST * whole[side], whole[side]];
  const { least, most } = widths(whole, ratio);
  return side === "width" ? [least, most] : [least / ratio, most / ratio];
}

/** A frame as it is stored: shares of the picture's sides. */
export function areaOf(frame: Rect, whole: Size): Area {
  const share = (value: number, side: number) => (side > 0 ? Math.round((value / side) * KEPT) / KEPT : 0);
  const [width, height] = [share(frame.width, whole.width), share(frame.height, whole.height)];
  return {
    // What was rounded up must not push the frame over the edge.
    x: clamp(share(frame.x, whole.width), 0, Math.max(0, Math.round((1 - width) * KEPT) / KEPT)),
    y: clamp(share(frame.y, whole.height), 0, Math.max(0, Math.round((1 - height) * KEPT) / KEPT)),
    width,
    height,
  };
}

/** The part of a frame that lies on the picture: bars reach beyond it. */
export function onPicture(frame: Rect, whole: Size): Rect {
  const x = clamp(frame.x, 0, whole.width);
  const y = clamp(frame.y, 0, whole.height);
  return {
    x,
    y,
    width: clamp(frame.x + frame.width, x, whole.width) - x,
    height: clamp(frame.y + frame.height, y, whole.height) - y,
  };
}

/** The narrowest and the widest frame of a ratio. */
function widths(whole: Size, ratio: number): { least: number; most: number } {
  const most = Math.min(whole.width, whole.height * ratio);
  return { least: Math.min(most, Math.max(SMALLEST * whole.width, SMALLEST * whole.height * ratio)), most };
}

/** Each side goes its own way. */
function stretched(frame: Rect, handle: Handle, by: { x: number; y: number }, whole: Size): Rect {
  const along = (start: number, length: number, by: number, sign: number, side: number): [number, number] => {
    const least = SMALLEST * side;
    const end = start + length;
    if (sign < 0) {
      const from = clamp(start + by, 0, Math.max(0, end - least));
      return [from, end - from];
    }
    return sign > 0 ? [start, clamp(end + by, Math.min(side, start + least), side) - start] : [start, length];
  };
  const { x: dx, y: dy } = directions(handle);
  const [x, width] = along(frame.x, frame.width, by.x, dx, whole.width);
  const [y, height] = along(frame.y, frame.height, by.y, dy, whole.height);
  return { x, y, width, height };
}

/** The ratio stays; the corner or edge opposite the handle stays where it is. */
function resized(frame: Rect, handle: Handle, by: { x: number; y: number }, whole: Size, ratio: number): Rect {
  const to = directions(handle);
  const [wider, taller] = [to.x * by.x, to.y * by.y * ratio];
  // A corner follows whichever way the hand went further.
  const grown = to.x === 0 ? taller : to.y === 0 ? wider : Math.abs(wider) > Math.abs(taller) ? wider : taller;
  const anchor = { x: frame.x + (frame.width * (1 - to.x)) / 2, y: frame.y + (frame.height * (1 - to.y)) / 2 };
  const room = Math.min(roomFrom(anchor.x, to.x, whole.width), roomFrom(anchor.y, to.y, whole.height) * ratio);
  const { least, most } = widths(whole, ratio);
  const width = clamp(frame.width + grown, least, Math.max(least, Math.min(most, room)));
  const height = width / ratio;
  const placed = { x: anchor.x - (width * (1 - to.x)) / 2, y: anchor.y - (height * (1 - to.y)) / 2, width, height };
  return moved(placed, 0, 0, whole);
}

/** How long a side can get from its anchor: towards an edge, or both ways from the middle. */
function roomFrom(anchor: number, direction: number, side: number): number {
  if (direction > 0) return side - anchor;
  if (direction < 0) return anchor;
  return 2 * Math.min(anchor, side - anchor);
}

function directions(handle: Handle): { x: -1 | 0 | 1; y: -1 | 0 | 1 } {
  return {
    x: handle.includes("e") ? 1 : handle.includes("w") ? -1 : 0,
    y: handle.includes("s") ? 1 : handle.includes("n") ? -1 : 0,
  };
}

function aroundMiddle(frame: Rect, width: number, height: number, whole: Size): Rect {
  const x = frame.x + (frame.width - width) / 2;
  const y = frame.y + (frame.height - height) / 2;
  return moved({ x, y, width, height }, 0, 0, whole);
}

/** How far an arrow key goes, in source pixels. */
function arrow(key: string, shift: boolean, whole: Size): { x: number; y: number } | null {
  const [x, y] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[key] ?? [];
  if (x === undefined || y === undefined) return null;
  const step = shift ? STEP.shift : STEP.plain;
  return { x: x * step * whole.width, y: y * step * whole.height };
}
