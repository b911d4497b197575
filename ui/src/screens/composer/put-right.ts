/** Putting a finding right: what its button does, in every version it is about. */
import { tick, untrack } from "svelte";
import { call, type ChannelId, type Content } from "../../ipc";
import { notices, session } from "../../session";
import type { Composer } from "./composer.svelte";
import { cut } from "./cutting";
import { type Found, type Grouped, movesLink } from "./findings";
import { goTo } from "./go-to";
import { INHERITS_ALL, isOwn, withItem } from "./inherit";
import { withScheme } from "./insert/address";
import { overOf, replaced, type Spot, spotOf, textAt } from "./spots";
import { goOnAsThread } from "./threading";

/**
 * The channel whose version alone is meant although all are shown: what several lack is put right for all. Where each
 * has words of its own and the person writes, the first comes first; the rest stay in the list.
 */
export function onlyIn(composer: Composer, row: Grouped): ChannelId | null {
  const [first, ...others] = row.channels;
  if (composer.tab !== null || !first) return null;
  if (others.length > 0) {
    const isOwn = row.found.every((it) => ownsWords(composer, it));
    return row.way?.act === "edit" && isOwn ? first : null;
  }
  const isAlone = composer.taking.length === 1 && !ownsWords(composer, { channel: first, finding: row.finding });
  return isAlone ? null : first;
}

/** The way of the row as it is gone in the version it is about. */
export function actOf(
  composer: Composer,
  row: Grouped,
): NonNullable<Grouped["way"]>["act"] | "thread" | "move_link" | null {
  if (!row.way) return null;
  const profile = session.network(session.channel(row.channels[0] ?? "")?.network ?? "");
  const tab = composer.tab ?? onlyIn(composer, row);
  if (row.way.act === "cut" && row.finding.field === "text" && profile?.abilities.threads) return "thread";
  // The row is judged anew when the words have changed; until then it says what it said.
  const { link } = untrack(() => composer.contentOf(tab));
  if (movesLink(row, profile?.fields ?? [], link)) return "move_link";
  return row.way.act;
}

/** Where words are being put right: a button pressed again meanwhile would do the same in words it changed. */
const busy = new WeakSet<Composer>();

export async function putRight(composer: Composer, row: Grouped): Promise<void> {
  const only = onlyIn(composer, row);
  try {
    switch (actOf(composer, row)) {
      case null:
        return;
      case "add_picture":
        return await composer.attaching.pick();
      case "change_time":
        return changeTime(composer, row);
      case "prepare":
        return await composer.prepare();
      case "media":
      case "alt":
      case "focus":
        return goToFinding(composer, row);
    }
    if (only) composer.open(only);
    await writeOnce(composer, row);
  } catch (thrown) {
    notices.sayFailure(thrown);
  }
}

async function writeOnce(composer: Composer, row: Grouped): Promise<void> {
  if (busy.has(composer)) return;
  busy.add(composer);
  try {
    await tick();
    await write(composer, row);
  } finally {
    busy.delete(composer);
    void composer.checks?.hurry();
  }
}

/** Opens the choice of the time the finding is about: the channel's own where it has one, else the one for all. */
function changeTime(composer: Composer, row: Grouped): void {
  const isApart = (it: ChannelId) => isOwn(composer.draft?.ownOf(it) ?? INHERITS_ALL, "planned");
  const channels = composer.tab === null ? row.channels : [composer.tab];
  const first = channels.every(isApart) ? channels[0] : undefined;
  if (!first) return composer.planning.proposeTime();
  composer.open(first);
  composer.planning.chooseOwnTime();
}

/** Goes to where a finding is put right, in the version that is open. */
export function goToFinding(composer: Composer, { way, finding }: Grouped): void {
  switch (way?.act) {
    case "add_picture":
    case "media":
      return goTo(composer, { field: "media", number: 1 });
    case "alt":
    case "focus": {
      const { number, place } = finding.values;
      return goTo(composer, { field: way.act, number: Number(number ?? place ?? 1) });
    }
  }
  goTo(composer, spotOf(finding, composer.content));
}

async function write(composer: Composer, row: Grouped): Promise<void> {
  const act = actOf(composer, row);
  const targets = targetsOf(composer, row);
  const spots = await Promise.all(
    targets.map(async ({ tab, found }) => {
      const spot = isFresh(composer, tab, found) ? spotOf(found.finding, composer.contentOf(tab)) : null;
      if (!spot) return null;
      if (act === "replace" && row.way?.act === "replace") return swap(composer, tab, spot, row.way.with);
      if (act === "tag_link") return tagLink(composer, tab, spot);
      if (act === "move_link") return moveLink(composer, tab, spot);
      if (act === "thread") await goOnAsThread(composer, tab);
      if (act === "cut") return shorten(composer, tab, found);
      return spot;
    }),
  );
  const shown = spots[targets.findIndex((it) => it.tab === composer.tab)];
  await tick();
  if (shown) goTo(composer, shown);
}

/** Where the row is put right: the open version, or what is shared and each version with words of its own. */
function targetsOf(composer: Composer, row: Grouped): { tab: ChannelId | null; found: Found }[] {
  if (composer.tab !== null)
    return row.found.filter((it) => it.channel === composer.tab).map((found) => ({ tab: composer.tab, found }));
  const own = row.found.filter((it) => ownsWords(composer, it));
  const shared = row.found.find((it) => !own.includes(it));
  const owners = own.filter((it) => !composer.lockedBy(it.channel)).map((found) => ({ tab: found.channel, found }));
  return shared ? [{ tab: null, found: shared }, ...owners] : owners;
}

function ownsWords(composer: Composer, { channel, finding }: Found): boolean {
  const own = composer.draft?.ownOf(channel);
  const { field } = finding;
  if (!own || field === "alt_text" || field === "media") return false;
  return own[field === "text" && finding.part > 0 ? "parts" : field] !== null;
}

/** Whether the words are still those the finding on screen is about; if not, the next answer finds them again. */
function isFresh(composer: Composer, tab: ChannelId | null, { channel, finding }: Found): boolean {
  const judged = composer.checks?.settled[channel]?.content;
  if (!judged) return false;
  const content = composer.contentOf(tab);
  return textAt(judged, spotOf(finding, judged)) === textAt(content, spotOf(finding, content));
}

function swap(composer: Composer, tab: ChannelId | null, spot: Spot, words: string): Spot {
  const text = textAt(composer.contentOf(tab), spot);
  const stretch = spot.stretch ?? { start: 0, end: text.length };
  setText(composer, tab, spot, replaced(text, stretch, words));
  return { ...spot, stretch: { start: stretch.start, end: stretch.start + words.length } };
}

async function tagLink(composer: Composer, tab: ChannelId | null, spot: Spot): Promise<Spot | null> {
  const text = textAt(composer.contentOf(tab), spot);
  const url = spot.stretch ? text.slice(spot.stretch.start, spot.stretch.end) : text.trim();
  const tagged = await call("tag_link", { post: composer.id, channel: tab, url, preset: null });
  // Somebody may have gone on writing meanwhile.
  return textAt(composer.contentOf(tab), spot) === text ? swap(composer, tab, spot, tagged.url) : null;
}

function moveLink(composer: Composer, tab: ChannelId | null, spot: Spot): Spot {
  const text = textAt(composer.contentOf(tab), spot);
  if (!spot.stretch) return spot;
  composer.writeAt(tab, "link", withScheme(text.slice(spot.stretch.start, spot.stretch.end)));
  return swap(composer, tab, spot, "");
}

function shorten(composer: Composer, tab: ChannelId | null, { finding }: Found): Spot | null {
  const over = overOf(finding, composer.contentOf(tab));
  if (!over) return null;
  const { head } = cut(textAt(composer.contentOf(tab), over.spot), over.most);
  setText(composer, tab, over.spot, head);
  return { ...over.spot, stretch: { start: head.length, end: head.length } };
}

/** Writes words into a spot's field. */
export function setText(composer: Composer, tab: ChannelId | null, spot: Spot, text: string): void {
  const { field, part } = spot;
  if (field === "media" || field === "alt_text") return;
  if (field !== "part") return composer.writeAt(tab, field, text);
  const parts: Content["parts"] = withItem(composer.contentOf(tab).parts, part, (it) => ({ ...it, text }));
  composer.writeAt(tab, "parts", parts);
}
