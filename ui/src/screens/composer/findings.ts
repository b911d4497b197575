/** What the checks of all channels come to: each sentence once, the gravest first, with the way to put it right. */
import type { ChannelId, Finding, RenditionView, Severity, VariantCheck } from "../../ipc";

/** What a remedy's button does. */
export type Remedy = "text" | "title" | "hashtags" | "alt" | "media" | "add" | "focus" | "move_link" | null;

export interface Found {
  channel: ChannelId;
  finding: Finding;
  remedy: Remedy;
}

const rank: Record<Severity, number> = { error: 0, warning: 1, hint: 2 };

/** The findings of the open channel, or of all, the gravest first. */
export function collect(
  checks: Record<ChannelId, VariantCheck>,
  pictures: Record<ChannelId, RenditionView[]>,
  channels: readonly ChannelId[],
): Found[] {
  const all = channels.flatMap((channel) => {
    const own = checks[channel]?.check.findings ?? [];
    const ofPictures = (pictures[channel] ?? []).flatMap((it) => it.findings);
    const ofPieces = (checks[channel]?.pieces ?? []).flatMap((it) => it.check.findings);
    return [...own, ...ofPictures, ...ofPieces].map((finding) => ({ channel, finding, remedy: remedyOf(finding) }));
  });
  return all.sort((a, b) => rank[a.finding.severity] - rank[b.finding.severity]);
}

/** One sentence and every channel it is true of. */
export interface Grouped {
  channels: ChannelId[];
  finding: Finding;
  remedy: Remedy;
}

/** The same said of several channels, or of several cuts of one picture, becomes one row where it stood first. */
export function grouped(found: readonly Found[]): Grouped[] {
  const rows = new Map<string, Grouped>();
  for (const { channel, finding, remedy } of found) {
    const { code, severity, values } = finding;
    const key = JSON.stringify([code, severity, remedy, Object.entries(values).sort()]);
    const row = rows.get(key);
    if (!row) rows.set(key, { channels: [channel], finding, remedy });
    else if (!row.channels.includes(channel)) row.channels.push(channel);
  }
  return [...rows.values()];
}

/** What helps against a finding; the code decides where the field alone would mislead. */
export function remedyOf(finding: Pick<Finding, "code" | "field">): Remedy {
  switch (finding.code) {
    case "picture_required":
      return "add";
    case "alt_text_missing":
    case "alt_text_too_long":
      return "alt";
    case "link_not_clickable":
      return "move_link";
    case "picture_upscaled":
    case "picture_shrunk":
    case "picture_over_limit":
      return "focus";
    case "rules_old":
      return null;
  }
  switch (finding.field) {
    case "title":
      return "title";
    case "hashtags":
      return "hashtags";
    case "alt_text":
      return "alt";
    case "media":
      return "media";
    default:
      return "text";
  }
}

/** The first link of a text and the text without it: what moving it to its own field means. */
export function liftLink(
  text: string,
  place: { start: number | null; end: number | null },
): { link: string; text: string } | null {
  if (place.start === null || place.end === null) return null;
  const letters = [...text];
  const link = letters.slice(place.start, place.end).join("");
  if (!link.trim()) return null;
  const rest = letters.slice(0, place.start).join("").trimEnd() + letters.slice(place.end).join("");
  return { link: /^https?:\/\//i.test(link) ? link : `https://${link}`, text: rest };
}
