/** What readers see of one channel's version: its words as they read there, and what stands beneath them. */
import type {
  Asset,
  AssetId,
  Attachment,
  Field,
  PieceCheck,
  Profile,
  Range,
  Reader,
  RenditionView,
  Role,
  VariantCheck,
} from "../../../ipc";
import { assembled, stretches, type Stretch } from "../marks";
import { domainOf, shownAddress } from "./addresses";

export interface SeenPicture {
  view: RenditionView;
  asset: Asset | undefined;
  alt: string;
  isVideo: boolean;
}

/** The card of a link. Nothing is fetched, so its title is its address. */
export interface SeenCard {
  domain: string;
  address: string;
  picture: SeenPicture | null;
}

export interface SeenPart {
  words: Stretch[];
  media: Attachment[];
}

export interface Seen {
  /** The brand's name and the account's, as readers see them. */
  name: string;
  handle: string;
  title: string | null;
  /** Empty where nothing is written yet, null where readers see no text. */
  words: Stretch[] | null;
  tags: string[];
  pictures: SeenPicture[];
  hidesPictures: boolean;
  card: SeenCard | null;
  /** Where a pin leads. */
  leadsTo: string | null;
  parts: SeenPart[];
  comment: Stretch[] | null;
  reader: Reader;
}

export interface Subject {
  profile: Profile;
  reader: Reader;
  check: VariantCheck;
  pictures: readonly RenditionView[];
  assets: Record<AssetId, Asset>;
  name: string;
  handle: string;
}

/** What readers see. */
export function seen(subject: Subject): Seen {
  const { profile, reader, check } = subject;
  const { content } = check;
  const has = (field: Field) => profile.fields.includes(field) && !reader.hides.includes(field);
  const link = has("link") ? content.link.trim() : "";
  const own = reader.shape === "pin";
  const all = reader.hides.includes("media") ? [] : picturesOf(subject);
  const card = own ? null : cardOf(subject, link, all);
  const follows = link && !card && !own ? link : "";
  return {
    name: subject.name,
    handle: subject.handle,
    title: has("title") ? content.title.trim() : null,
    words: reader.hides.includes("text") ? null : wordsOf(subject, follows),
    tags: reader.tags_apart && has("hashtags") ? content.hashtags.split(/\s+/).filter(Boolean) : [],
    pictures: card?.picture ? [] : all,
    hidesPictures: reader.hides.includes("media") && content.media.length > 0,
    card,
    leadsTo: own && link ? domainOf(link) : null,
    parts: partsOf(subject),
    comment: has("first_comment") && content.first_comment.trim() ? commentOf(subject) : null,
    reader,
  };
}

function picturesOf({ check, pictures, assets }: Subject): SeenPicture[] {
  const alts = new Map(check.content.media.map((it) => [it.asset, it.alt]));
  return pictures.map((view) => {
    const asset = assets[view.asset];
    return { view, asset, alt: alts.get(view.asset) ?? "", isVideo: asset?.video !== null && asset !== undefined };
  });
}

/** The running text; hashtags of their own field follow it unless they stand apart, and last a link without a card. */
function wordsOf({ profile, reader, check }: Subject, link: string): Stretch[] {
  const { text, hashtags } = check.content;
  const follow = !reader.tags_apart && !reader.hides.includes("hashtags");
  const words = coloured(assembled(text, follow ? hashtags : ""), check.check.ranges, profile, reader);
  if (!link || text.includes(link)) return words;
  const tone = profile.abilities.links_clickable ? "link" : null;
  const gap = words.length > 0 ? [{ text: "\n\n", tone: null }] : [];
  return [...words, ...gap, { text: shownAddress(link, reader.addresses), tone }];
}

/** A text as it reads: addresses as they are shown, and in colour what can be clicked. */
function coloured(text: string, ranges: readonly Range[], profile: Profile, reader: Reader): Stretch[] {
  const { links_clickable: link, mentions: mention, hashtags: hashtag } = profile.abilities;
  const clickable = { link, mention, hashtag };
  const marks = ranges.map((it) => ({ start: it.start, end: it.end, tone: it.what }));
  return stretches(text, marks).map((it) => {
    const shown = it.tone === "link" ? shownAddress(it.text, reader.addresses) : it.text;
    return { text: shown, tone: it.tone && clickable[it.tone as keyof typeof clickable] ? it.tone : null };
  });
}

function cardOf(subject: Subject, link: string, pictures: readonly SeenPicture[]): SeenCard | null {
  const { reader, check } = subject;
  if (reader.card === "never") return null;
  const address = link || (reader.card === "first" ? firstLink(check) : "");
  const [only] = pictures;
  const takesPicture = reader.card === "field" && pictures.length === 1 && only?.isVideo === false;
  if (!address || (only && !takesPicture)) return null;
  return { address, domain: domainOf(address), picture: takesPicture ? (only ?? null) : null };
}

function firstLink({ content, check }: VariantCheck): string {
  const links = check.ranges.filter((it) => it.what === "link").sort((a, b) => a.start - b.start);
  const [first] = links;
  return first ? [...assembled(content.text, content.hashtags)].slice(first.start, first.end).join("") : "";
}

const pieceOf = (pieces: readonly PieceCheck[], role: Role, part: number) =>
  pieces.find((it) => it.role === role && it.part === part)?.check.ranges ?? [];

/** Only the parts that say something go out; the core numbers those. */
function partsOf({ profile, reader, check }: Subject): SeenPart[] {
  if (reader.shape !== "note") return [];
  const written = check.content.parts.filter((it) => it.text.trim() || it.media.length > 0);
  return written.map((it, at) => ({
    words: coloured(it.text, pieceOf(check.pieces, "part", at + 1), profile, reader),
    media: it.media,
  }));
}

function commentOf({ profile, reader, check }: Subject): Stretch[] {
  return coloured(check.content.first_comment.trim(), pieceOf(check.pieces, "first_comment", 0), profile, reader);
}
