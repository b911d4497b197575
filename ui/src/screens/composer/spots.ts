/** Where in a post a finding is put right: its field, and the stretch there in the window's own counting. */
import type { Content, Finding } from "../../ipc";
import { placesIn } from "../../lib/scalars";
import type { OwnField } from "./inherit";
import { assembled } from "./marks";

/** The fields made of words alone. */
export type WordField = Exclude<OwnField, "media" | "parts">;

export interface Spot {
  field: WordField | "part" | "media" | "alt_text";
  /** Which further part of the thread, by its place in the list. */
  part: number;
  /** In UTF-16 units; null where the whole field is meant. */
  stretch: { start: number; end: number } | null;
}

/** Whether a part has words or pictures; one without is not published and has no number. */
export const saysSomething = (part: Content["parts"][number]): boolean =>
  part.text.trim() !== "" || part.media.length > 0;

/** The place in the list of the part the core gives this number: it counts only those that say something. */
export function partAt(parts: Content["parts"], number: number): number {
  const saying = parts.flatMap((it, at) => (saysSomething(it) ? [at] : []));
  return saying[number - 1] ?? -1;
}

/** Where a finding is put right. What the text ends with when it goes out is the field of the hashtags. */
export function spotOf(finding: Pick<Finding, "field" | "part" | "start" | "end">, content: Content): Spot {
  const { field, start, end } = finding;
  const isPart = field === "text" && finding.part > 0;
  const part = isPart ? partAt(content.parts, finding.part) : -1;
  const spot = { field: isPart ? ("part" as const) : field, part };
  if (start === null || end === null) return { ...spot, stretch: null };
  const place = placesIn(content.text);
  const written = place(Infinity);
  if (field === "text" && !isPart && content.hashtags.trim()) {
    const before = [...content.text.trimEnd()].length + (content.text.trim() ? 2 : 0);
    if (start >= before) {
      const inside = placesIn(content.hashtags.trim());
      const skipped = content.hashtags.length - content.hashtags.trimStart().length;
      const stretch = { start: skipped + inside(start - before), end: skipped + inside(end - before) };
      return { field: "hashtags", part: -1, stretch };
    }
    return { ...spot, stretch: { start: place(start), end: Math.min(place(end), written) } };
  }
  const inside = placesIn(textAt(content, { ...spot, stretch: null }));
  return { ...spot, stretch: { start: inside(start), end: inside(end) } };
}

/**
 * The field that is too long, and how much of it fits, in UTF-16 units. Hashtags kept apart go out with the text and
 * take their room from it; null where the core names no place.
 */
export function overOf(finding: Finding, content: Content): { spot: Spot; most: number } | null {
  if (finding.start === null) return null;
  const spot = spotOf({ ...finding, start: null, end: null }, content);
  const isText = spot.field === "text";
  const whole = isText ? assembled(content.text, content.hashtags) : textAt(content, spot);
  const most = placesIn(whole)(finding.start) - (isText ? whole.length - content.text.trimEnd().length : 0);
  return most > 0 ? { spot, most } : null;
}

/** The words of a spot's field. */
export function textAt(content: Content, spot: Spot): string {
  if (spot.field === "part") return content.parts[spot.part]?.text ?? "";
  return spot.field === "media" || spot.field === "alt_text" ? "" : content[spot.field];
}

/** The content with other words in a spot's field. */
export function withTextAt(content: Content, spot: Spot, text: string): Content {
  if (spot.field === "media" || spot.field === "alt_text") return content;
  if (spot.field !== "part") return { ...content, [spot.field]: text };
  return { ...content, parts: content.parts.map((it, at) => (at === spot.part ? { ...it, text } : it)) };
}

/** A text with other words in place of a stretch; taking one out leaves no double space and no space at the end. */
export function replaced(text: string, stretch: { start: number; end: number }, words: string): string {
  const [head, tail] = [text.slice(0, stretch.start), text.slice(stretch.end)];
  if (words !== "") return head + words + tail;
  if (/[^\S\n]$/.test(head) && /^(\s|$)/.test(tail)) return head.replace(/[^\S\n]$/, "") + tail;
  return head === "" ? tail.trimStart() : head + tail;
}
