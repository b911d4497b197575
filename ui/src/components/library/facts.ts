/** What an original is, in words. */
import type { Asset } from "../../ipc";
import { bytes, number } from "../../lib/format";

/** 4.000 × 3.000. */
export function sizeOf({ width, height }: Pick<Asset, "width" | "height">): string {
  return `${number(width)} × ${number(height)}`;
}

/** JPEG, PNG, MP4: the last part of its MIME type, as people write it. */
export function formatOf(mime: string): string {
  const part = mime.split("/").at(-1)?.replace(/^x-/, "").replace(/\+.*$/, "") ?? mime;
  return { quicktime: "MOV", "svg+xml": "SVG", matroska: "MKV" }[part] ?? part.toUpperCase();
}

/** 1.05 of a length in milliseconds: minutes and seconds, with hours before them where there are any. */
export function lengthOf(ms: number): string {
  const seconds = Math.round(ms / 1000);
  const two = (value: number) => String(value).padStart(2, "0");
  const minutes = Math.floor(seconds / 60);
  const rest = two(seconds % 60);
  return minutes < 60 ? `${minutes}:${rest}` : `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${rest}`;
}

/** 4.000 × 3.000 · 2,4 MB · JPEG. */
export function factsOf(asset: Pick<Asset, "width" | "height" | "bytes" | "mime">): string {
  return `${sizeOf(asset)} · ${bytes(asset.bytes)} · ${formatOf(asset.mime)}`;
}
