/** Where the eye should rest on a picture, as shares of its width and height, and what is cut around it. */
import { language } from "../i18n";
import type { Asset, Focus, RenditionView } from "../ipc";

/** One arrow key moves the point by this share; with Shift ten times as far. */
const STEP = 0.01;

/** The middle of a picture. */
export const CENTRE: Focus = { x: 0.5, y: 0.5 };

/** The point under a click, `box` being the picture as drawn. */
export function focusAt(
  x: number,
  y: number,
  box: { left: number; top: number; width: number; height: number },
): Focus {
  if (box.width <= 0 || box.height <= 0) return CENTRE;
  return tidy({ x: (x - box.left) / box.width, y: (y - box.top) / box.height });
}

/** The point after an arrow key; null for any other key. */
export function nudged(focus: Focus, key: string, shift: boolean): Focus | null {
  const by = shift ? STEP * 10 : STEP;
  switch (key) {
    case "ArrowLeft":
      return tidy({ x: focus.x - by, y: focus.y });
    case "ArrowRight":
      return tidy({ x: focus.x + by, y: focus.y });
    case "ArrowUp":
      return tidy({ x: focus.x, y: focus.y - by });
    case "ArrowDown":
      return tidy({ x: focus.x, y: focus.y + by });
    default:
      return null;
  }
}

/** A whole percentage, as written in the number fields. */
export function percent(share: number): number {
  return Math.round(share * 100);
}

/** Reads a typed percentage, `62`, `62,5` or `62 %`; null when it is none. */
export function readPercent(text: string): number | null {
  const cleaned = text.replace("%", "").trim().replace(",", ".");
  if (!/^\d{1,3}(\.\d+)?$/.test(cleaned)) return null;
  const value = Number(cleaned);
  return value <= 100 ? value / 100 : null;
}

/** What a placement keeps, as percentages of the picture: for the frame drawn over it. */
export function keptPart(crop: RenditionView["crop"], asset: Pick<Asset, "width" | "height">) {
  const part = (value: number, of: number) => (of > 0 ? Math.min(100, Math.max(0, (value / of) * 100)) : 0);
  return {
    left: part(crop.x, asset.width),
    top: part(crop.y, asset.height),
    width: part(crop.width, asset.width),
    height: part(crop.height, asset.height),
  };
}

/** The share of the picture a placement loses, 0 to 100, whole. */
export function lostPart(crop: RenditionView["crop"], asset: Pick<Asset, "width" | "height">): number {
  const whole = asset.width * asset.height;
  return whole > 0 ? Math.max(0, Math.round((1 - (crop.width * crop.height) / whole) * 100)) : 0;
}

/** Whether a placement keeps the point; if not, the frame and the point are both shown and a word says so. */
export function keepsFocus(crop: RenditionView["crop"], asset: Pick<Asset, "width" | "height">, focus: Focus): boolean {
  const kept = keptPart(crop, asset);
  const [x, y] = [focus.x * 100, focus.y * 100];
  return x >= kept.left && x <= kept.left + kept.width && y >= kept.top && y <= kept.top + kept.height;
}

/** `4:5`, `16:9`, `1,91:1` · `1.91:1`: the shape of a placement in the words of the trade. */
export function ratio(width: number, height: number): string {
  const known: [number, string][] = [
    [1, "1:1"],
    [4 / 5, "4:5"],
    [3 / 4, "3:4"],
    [9 / 16, "9:16"],
    [16 / 9, "16:9"],
    [3 / 2, "3:2"],
    [2 / 3, "2:3"],
    [4 / 3, "4:3"],
  ];
  const value = width / height;
  const near = known.find(([it]) => Math.abs(it / value - 1) < 0.01);
  if (near) return near[1];
  const text = value >= 1 ? `${Number(value.toFixed(2))}:1` : `1:${Number((1 / value).toFixed(2))}`;
  return language.current === "id" ? text.replace(".", ",") : text;
}

function tidy(focus: Focus): Focus {
  const fix = (value: number) => Math.round(Math.min(1, Math.max(0, value)) * 1000) / 1000;
  return { x: fix(focus.x), y: fix(focus.y) };
}
