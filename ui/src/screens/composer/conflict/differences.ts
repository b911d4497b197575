/** What two versions of a post differ in, field by field, as words to show. */
import type { Attachment, ChannelId, HistoryField, Planned, ThreadPart } from "../../../ipc";
import { planned } from "../../../lib/format";
import type { Version } from "../draft.svelte";
import { INHERITS_ALL } from "../inherit";
import { isSame } from "../merge";

export interface Differing {
  field: HistoryField;
  channel: ChannelId | null;
  /** Null = the channel follows what is shared. */
  mine: string | null;
  theirs: string | null;
}

/** How pictures, channels and so on are called. */
export interface Names {
  picture: (asset: string) => string;
  channel: (id: ChannelId) => string;
}

const ofPost = ["title", "notes", "pillar", "campaign", "tags", "channels", "editorial"] as const;
const ofContent = ["text", "title", "hashtags", "link", "first_comment", "media", "parts"] as const;
const ofChannel = [...ofContent, "kind", "placement", "planned"] as const;

/** The fields that differ, what is shared before what is a channel's own. */
export function differences(mine: Version, theirs: Version, names: Names): Differing[] {
  const found: Differing[] = [];
  const compare = (field: HistoryField, channel: ChannelId | null, one: unknown, other: unknown) => {
    if (isSame(one, other)) return;
    found.push({ field, channel, mine: inWords(one, field, names), theirs: inWords(other, field, names) });
  };
  for (const it of ofPost) compare(it, null, mine.post[it], theirs.post[it]);
  for (const it of ofContent) compare(named(it), null, mine.post.shared[it], theirs.post.shared[it]);
  for (const channel of new Set([...Object.keys(mine.own), ...Object.keys(theirs.own)])) {
    const [one, other] = [mine.own[channel] ?? INHERITS_ALL, theirs.own[channel] ?? INHERITS_ALL];
    for (const it of ofChannel) compare(named(it), channel, one[it], other[it]);
  }
  return found;
}

/** The title of a content is its headline; the post's own is the working title. */
const named = (field: (typeof ofChannel)[number]): HistoryField => (field === "title" ? "headline" : field);

function inWords(value: unknown, field: HistoryField, names: Names): string | null {
  if (value === null || value === undefined) return null;
  if (field === "media") return pictures(value as Attachment[], names);
  if (field === "parts") {
    const parts = value as ThreadPart[];
    return parts.map((it) => [it.text, pictures(it.media, names)].filter(Boolean).join("\n")).join("\n\n");
  }
  if (field === "channels") return (value as ChannelId[]).map(names.channel).join(", ");
  if (field === "planned") return planned(value as Planned);
  return Array.isArray(value) ? value.join(", ") : String(value);
}

const pictures = (media: readonly Attachment[], names: Names): string =>
  media.map((it) => [names.picture(it.asset), it.alt].filter(Boolean).join(": ")).join("\n");
