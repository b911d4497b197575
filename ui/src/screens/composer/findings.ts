/** What the checks of all channels come to: each sentence once, the gravest first, with the way to put it right. */
import type { ChannelId, Finding, RenditionView, Severity, VariantCheck } from "../../ipc";

/** What a finding's button does: the core's remedy, or the way to the picture it is about. */
export type Way =
  | { act: "replace"; with: string }
  | { act: "cut" | "edit" | "change_time" | "tag_link" | "prepare" }
  | { act: "add_picture" | "media" | "alt" | "focus" };

export interface Found {
  channel: ChannelId;
  finding: Finding;
}

const rank: Record<Severity, number> = { error: 0, warning: 1, hint: 2 };

/** Everything that was found in a version's words, in its further pieces too. */
export function findingsOf(check: VariantCheck): Finding[] {
  return [...check.check.findings, ...check.pieces.flatMap((it) => it.check.findings)];
}

/** The findings of the open channel, or of all, the gravest first. */
export function collect(
  checks: Record<ChannelId, VariantCheck>,
  pictures: Record<ChannelId, RenditionView[]>,
  channels: readonly ChannelId[],
): Found[] {
  const all = channels.flatMap((channel) => {
    const check = checks[channel];
    const ofPictures = (pictures[channel] ?? []).flatMap((it) => it.findings);
    const ofWords = check ? findingsOf(check) : [];
    return [...ofWords, ...ofPictures].map((finding) => ({ channel, finding }));
  });
  return all.sort((a, b) => rank[a.finding.severity] - rank[b.finding.severity]);
}

/** One sentence and every channel it is true of, with where each says so. */
export interface Grouped {
  channels: ChannelId[];
  finding: Finding;
  found: Found[];
  way: Way | null;
}

/** The same said of several channels, or of several cuts of one picture, becomes one row where it stood first. */
export function grouped(found: readonly Found[]): Grouped[] {
  const rows = new Map<string, Grouped>();
  for (const it of found) {
    const { code, severity, field, part, values } = it.finding;
    const key = JSON.stringify([code, severity, field, part, Object.entries(values).sort()]);
    const row = rows.get(key);
    if (!row) {
      rows.set(key, { channels: [it.channel], finding: it.finding, found: [it], way: wayOf(it.finding) });
    } else if (!row.channels.includes(it.channel)) {
      row.channels.push(it.channel);
      row.found.push(it);
    }
  }
  return [...rows.values()];
}

/** What helps against a finding; a picture's is where the picture is looked at. */
export function wayOf({ code, field, remedy, start }: Finding): Way | null {
  switch (code) {
    case "picture_required":
      return { act: "add_picture" };
    case "picture_upscaled":
    case "picture_shrunk":
    case "picture_over_limit":
      return { act: "focus" };
  }
  if (field === "alt_text") return { act: "alt" };
  if (field === "media" && remedy?.act !== "prepare") return { act: "media" };
  // What the core has no act for is written about where it has a place, and only said where it has none.
  return remedy ?? (start === null && field === "text" ? null : { act: "edit" });
}

/** The way as the open tab takes it: a link that cannot be clicked moves where the network has a field for it. */
export const movesLink = (row: Pick<Grouped, "finding">, fields: readonly string[], link: string): boolean =>
  row.finding.code === "link_not_clickable" && fields.includes("link") && !link.trim();
