/** What is marked in a written field: what the network reads in it, and what was found, gravest on top. */
import type { TextMark } from "../../components/text-editor/marks";
import type { Abilities, Content, EntityKind, Finding, Range, VariantCheck } from "../../ipc";
import { placesIn } from "../../lib/scalars";
import { spotOf, type Spot, textAt } from "./spots";

/** One channel's judgement of what is written. */
export interface Judged {
  check: VariantCheck;
  abilities: Abilities | undefined;
}

/**
 * The marks of a field as it reads now, from every channel that judged these very words; null while none has, so that
 * what is drawn stays until the answer comes.
 */
export function marksIn(content: Content, field: Spot["field"], part: number, judged: readonly Judged[]) {
  const spot: Spot = { field, part, stretch: null };
  const text = textAt(content, spot);
  if (text === "") return [];
  const fresh = judged.filter(({ check }) => textAt(check.content, spot) === text);
  if (fresh.length === 0) return null;
  const place = placesIn(text);
  const marks = new Map<string, TextMark>();
  for (const { check, abilities } of fresh) {
    for (const it of [...read(check, spot, place, abilities), ...found(check, spot)])
      marks.set(`${it.tone} ${it.start} ${it.end}`, it);
  }
  return [...marks.values()];
}

/** Everything a check found, the further pieces included. */
export function findingsOf(check: VariantCheck): Finding[] {
  return [...check.check.findings, ...check.pieces.flatMap((it) => it.check.findings)];
}

function found(check: VariantCheck, { field, part }: Spot): TextMark[] {
  return findingsOf(check).flatMap((finding) => {
    if (finding.severity === "hint") return [];
    const spot = spotOf(finding, check.content);
    if (!spot.stretch || spot.field !== field || spot.part !== part) return [];
    return [{ ...spot.stretch, tone: finding.severity }];
  });
}

function read(
  check: VariantCheck,
  spot: Spot,
  place: (scalar: number) => number,
  abilities: Abilities | undefined,
): TextMark[] {
  return rangesOf(check, spot)
    .filter((it) => abilities && isClickable(abilities, it.what))
    .map((it) => ({ start: place(it.start), end: place(it.end), tone: it.what }));
}

function rangesOf({ check, pieces, content }: VariantCheck, { field, part }: Spot): Range[] {
  if (field === "text") return check.ranges;
  const said = content.parts.slice(0, part + 1).filter((it) => it.text.trim() || it.media.length > 0).length;
  const piece = pieces.find((it) => (field === "part" ? it.role === "part" && it.part === said : it.role === field));
  return piece?.check.ranges ?? [];
}

const isClickable = (abilities: Abilities, what: EntityKind): boolean =>
  ({ link: abilities.links_clickable, mention: abilities.mentions, hashtag: abilities.hashtags })[what];
