/** Going on in further parts where a text is too long: the core says where each ends, sentences stay whole. */
import { call, type ChannelId, type Content, type ThreadPart, type VariantCheck } from "../../ipc";
import type { Composer } from "./composer.svelte";
import { cut } from "./cutting";
import { findingsOf } from "./findings";
import { numbered, numberingOf, numberRoom, withoutNumbers } from "./numbering";
import { overOf, type Spot, textAt, withTextAt } from "./spots";

/** A text that still does not fit after so many parts is left as it is then. */
const MOST_PARTS = 99;

/** All the words of a thread, the text first. */
export const wordsOf = (content: Content): string[] => [content.text, ...content.parts.map((it) => it.text)];

/** The content with these words in its text and parts. */
export function withWords(content: Content, words: readonly string[]): Content {
  const parts = content.parts.map((it, at): ThreadPart => ({ ...it, text: words[at + 1] ?? it.text }));
  return { ...content, text: words[0] ?? content.text, parts };
}

/** Cuts what is too long in text and parts into further parts, and numbers them again where they were numbered. */
export async function goOnAsThread(composer: Composer, tab: ChannelId | null): Promise<void> {
  const before = composer.contentOf(tab);
  const isNumbered = numberingOf(wordsOf(before)) !== "none";
  let content = isNumbered ? withWords(before, withoutNumbers(wordsOf(before))) : before;
  // What is judged already has the room its number will take.
  const room = isNumbered ? numberRoom(MOST_PARTS) : 0;
  while (content.parts.length < MOST_PARTS) {
    const padded = wordsOf(content).map((it) => it.trimEnd() + "0".repeat(room));
    const over = firstOver(await judge(composer, tab, withWords(content, padded)), content, room);
    if (!over) break;
    content = divided(content, over.spot, over.most);
  }
  if (isNumbered) content = withWords(content, numbered(wordsOf(content)));
  // Somebody may have gone on writing meanwhile.
  if (wordsOf(composer.contentOf(tab)).join("\0") !== wordsOf(before).join("\0")) return;
  composer.writeAt(tab, "text", content.text);
  composer.writeAt(tab, "parts", content.parts);
}

/** The content with a text or a part in two; its pictures stay with the first. */
export function divided(content: Content, spot: Spot, most: number): Content {
  const { head, tail } = cut(textAt(content, spot), most);
  const shorter = withTextAt(content, spot, head);
  if (!tail) return shorter;
  return {
    ...shorter,
    parts: shorter.parts.toSpliced(spot.field === "part" ? spot.part + 1 : 0, 0, { text: tail, media: [] }),
  };
}

async function judge(composer: Composer, tab: ChannelId | null, content: Content): Promise<VariantCheck[]> {
  const { shared, overrides } = composer.asked(tab, content);
  const checks = await call("check_text", { post: composer.id, shared, channel: tab, overrides });
  return tab === null
    ? checks.filter((it) => it.content.text === content.text)
    : checks.filter((it) => it.channel === tab);
}

/** The first text that does not fit, with the room it has on the network that leaves it least. */
function firstOver(
  checks: readonly VariantCheck[],
  content: Content,
  room: number,
): { spot: Spot; most: number } | null {
  const all = checks.flatMap((check) =>
    findingsOf(check)
      .filter((it) => it.remedy?.act === "cut" && it.field === "text")
      .flatMap((it) => overOf(it, check.content) ?? []),
  );
  const [first] = all
    .map(({ spot, most }) => ({ spot, most: most - room }))
    .filter(({ spot, most }) => most > 0 && most < textAt(content, spot).length)
    .sort((a, b) => a.spot.part - b.spot.part || a.most - b.most);
  return first ?? null;
}
