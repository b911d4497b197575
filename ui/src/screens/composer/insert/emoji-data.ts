/**
 * The emoji themselves: Emojibase for what there is and its English words, Unicode's CLDR for the Indonesian ones.
 * It comes as a chunk of its own, when somebody opens the picker.
 */
import annotations from "cldr-annotations-full/annotations/id/annotations.json";
import data from "emojibase-data/en/data.json";
import { type Emoji, type Group } from "./emoji";

/** Newer ones show as boxes on many readers' phones. As of Unicode 15.1, September 2023. */
const NEWEST = 15.1;

// Emojibase numbers them so; 2 holds skin tones and hair alone.
const groups: Record<number, Group> = {
  0: "smileys",
  1: "people",
  3: "animals",
  4: "food",
  5: "travel",
  6: "activities",
  7: "objects",
  8: "symbols",
  9: "flags",
};

const indonesian = annotations.annotations.annotations;
const regions = new Intl.DisplayNames("id", { type: "region" });

/** Without the selector of colour where the sign is coloured by itself: networks would count it. */
const plain = (emoji: string): string => emoji.replace(/^(\p{Emoji_Presentation})\ufe0f$/u, "$1");

export const allEmoji: readonly Emoji[] = data
  .filter((it) => it.group !== undefined && it.group in groups && it.version <= NEWEST)
  .sort((a, b) => (a.order ?? 0) - (b.order ?? 0))
  .map(({ emoji, label: en, tags = [], group = 0, hexcode, skins = [] }) => {
    const char = plain(emoji);
    const own = indonesian[char] ?? indonesian[char.replaceAll("\ufe0f", "")];
    const base = own ?? indonesian[[...char][0] ?? ""];
    const id = own?.tts?.[0] ?? flagName(hexcode) ?? en;
    return {
      char,
      id,
      en,
      words: [id, en, ...(base?.default ?? []), ...tags].join("|").toLowerCase(),
      group: groups[group] ?? "symbols",
      tones: skins.filter((it) => typeof it.tone === "number").map((it) => it.emoji),
    };
  });

/** `1F1EE-1F1E9` is Indonesia's. */
function flagName(hexcode: string): string | undefined {
  const letters = hexcode.split("-").map((it) => Number.parseInt(it, 16) - 0x1f1e6);
  if (letters.length !== 2 || letters.some((it) => it < 0 || it > 25)) return undefined;
  const region = String.fromCharCode(...letters.map((it) => it + 65));
  return `bendera ${regions.of(region) ?? region}`;
}
