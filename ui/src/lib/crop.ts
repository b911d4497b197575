/**
 * Which part of a picture a placement shows and how large it comes out: the guess while a hand still moves. The core's
 * own arithmetic, in `media/src/crop.rs`, is the truth; `media/tests/places.tsv` holds both to the same values.
 */
import type { Area, Fit, Focus, Framing, Placement, Rect } from "../ipc";

/** The smallest side of a part that can be chosen, as a share of the picture's. */
export const SMALLEST = 0.01;

/** The size of an upright picture, in pixels. */
export interface Size {
  width: number;
  height: number;
}

/** What is asked of a placement: its size, and whether that is made exactly or only the largest. */
export type Shape = Pick<Placement, "width" | "height" | "exact">;

/** How a picture comes to stand in what is made of it. */
export interface Place {
  /** The part of the upright picture that is used, in its pixels. */
  part: Rect;
  /** The size that part comes out with. */
  picture: Size;
  /** The size of the whole: larger than the picture where bars stand beside it. */
  canvas: Size;
}

/** How an upright picture meets a placement. */
export function place(picture: Size, shape: Shape, focus: Focus, fit: Fit): Place {
  const whole = { x: 0, y: 0, width: Math.max(picture.width, 1), height: Math.max(picture.height, 1) };
  const size = { width: Math.max(shape.width, 1), height: Math.max(shape.height, 1) };
  if (!shape.exact) {
    const part = fit.how === "part" ? partOf(whole, fit.area) : whole;
    return filled(part, inside(part, size, 1));
  }
  switch (fit.how) {
    case "part":
      return filled(middle(partOf(whole, fit.area), size), size);
    case "fill":
      return filled(around(whole, size, focus), size);
    case "bars":
      return { part: whole, picture: inside(whole, size, Infinity), canvas: size };
  }
}

/** Everything a placement shows, in upright source pixels; bars reach beyond the picture. */
export function shown({ part, picture, canvas }: Place): Rect {
  if (canvas.width === picture.width && canvas.height === picture.height) return part;
  const scale = part.width / Math.max(picture.width, 1);
  return {
    x: part.x - Math.floor((canvas.width - picture.width) / 2) * scale,
    y: part.y - Math.floor((canvas.height - picture.height) / 2) * scale,
    width: canvas.width * scale,
    height: canvas.height * scale,
  };
}

/** Where the whole original lies behind a part of it, in percent of the part; beyond it there are bars. */
export function behind(crop: Rect, whole: Size): Rect {
  const part = (value: number, of: number) => (of > 0 ? (value / of) * 100 : 0);
  return {
    x: part(-crop.x, crop.width),
    y: part(-crop.y, crop.height),
    width: part(whole.width, crop.width),
    height: part(whole.height, crop.height),
  };
}

/** How a framed picture meets a placement of a network. */
export function fitFor(framing: Framing, network: string, placement: string): Fit {
  const own = framing.crops.find((it) => it.network === network && it.placement === placement);
  return own ? { how: "part", area: own.area } : framing.fit;
}

function filled(part: Rect, size: Size): Place {
  return { part, picture: size, canvas: size };
}

/** The largest part of a shape's ratio, as near to the focal point as the edges allow. */
function around(whole: Rect, shape: Size, focus: Focus): Rect {
  const { width, height } = largest(whole, shape);
  const start = (share: number, side: number, part: number) => clamp(share * side - part / 2, 0, side - part);
  return {
    x: start(share(focus.x), whole.width, width),
    y: start(share(focus.y), whole.height, height),
    width,
    height,
  };
}

/** The largest piece of a shape's ratio from the middle of a part. */
function middle(part: Rect, shape: Size): Rect {
  const { width, height } = largest(part, shape);
  return { x: part.x + (part.width - width) / 2, y: part.y + (part.height - height) / 2, width, height };
}

function largest(part: Size, shape: Size): Size {
  const ratio = shape.width / shape.height;
  return part.width / part.height > ratio
    ? { width: part.height * ratio, height: part.height }
    : { width: part.width, height: part.width / ratio };
}

function partOf(whole: Size, area: Area): Rect {
  const [width, height] = [side(area.width), side(area.height)];
  const x = start(area.x, width) * whole.width;
  const y = start(area.y, height) * whole.height;
  return {
    x,
    y,
    width: Math.min(width * whole.width, whole.width - x),
    height: Math.min(height * whole.height, whole.height - y),
  };
}

/** The largest size of a part that fits inside, enlarged at most so many times. */
function inside(part: Size, most: Size, times: number): Size {
  const scale = Math.min(most.width / part.width, most.height / part.height, times);
  const fit = (side: number, most: number) => clamp(Math.round(side * scale), 1, most);
  return { width: fit(part.width, most.width), height: fit(part.height, most.height) };
}

// Shares travel as single precision; what is no number becomes the middle or the whole.
const single = Math.fround;
const share = (it: number) => (Number.isFinite(it) ? clamp(single(it), 0, 1) : 0.5);
const side = (it: number) => (Number.isFinite(it) ? clamp(single(it), single(SMALLEST), 1) : 1);
const start = (it: number, side: number) => (Number.isFinite(it) ? clamp(single(it), 0, single(1 - side)) : 0);

/** A number forced between two others. */
export function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
