/** Which field a channel shows as its own and which it takes from the post. */
import type { Content, Overrides } from "../../ipc";

/** The fields of a content a channel may show differently. */
export const OWN_FIELDS = ["text", "title", "hashtags", "link", "first_comment", "media", "parts"] as const;
export type OwnField = (typeof OWN_FIELDS)[number];

/** A channel that shows everything as the post does. */
export const INHERITS_ALL: Overrides = {
  text: null,
  title: null,
  hashtags: null,
  link: null,
  first_comment: null,
  media: null,
  parts: null,
  placement: null,
  kind: null,
  planned: null,
};

/** What a channel shows in the end: the drawing of what the core decides, for the moment before it answers. */
export function resolved(shared: Content, own: Overrides): Content {
  return {
    text: own.text ?? shared.text,
    title: own.title ?? shared.title,
    hashtags: own.hashtags ?? shared.hashtags,
    link: own.link ?? shared.link,
    first_comment: own.first_comment ?? shared.first_comment,
    media: own.media ?? shared.media,
    parts: own.parts ?? shared.parts,
  };
}

/** Whether a field is the channel's own. */
export function isOwn(own: Overrides, field: keyof Overrides): boolean {
  return own[field] !== null && own[field] !== undefined;
}

/** The names of everything the channel has of its own, in the order of the composer. */
export function ownFields(own: Overrides): (keyof Overrides)[] {
  return ([...OWN_FIELDS, "placement", "kind", "planned"] as (keyof Overrides)[]).filter((field) => isOwn(own, field));
}

/** With a field of its own. */
export function withOwn<F extends keyof Overrides>(own: Overrides, field: F, value: Overrides[F]): Overrides {
  return { ...INHERITS_ALL, ...own, [field]: value };
}

/** The way back: the field follows the post again. */
export function withShared(own: Overrides, field: keyof Overrides): Overrides {
  return { ...INHERITS_ALL, ...own, [field]: null };
}

/** The same attachments with one changed. */
export function withItem<T>(list: readonly T[], index: number, change: (item: T) => T): T[] {
  return list.map((item, at) => (at === index ? change(item) : item));
}

/** The same list with one item at another place; places outside stay at the ends. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const copy = [...list];
  const [item] = copy.splice(from, 1);
  if (item === undefined) return copy;
  copy.splice(Math.max(0, Math.min(to, copy.length)), 0, item);
  return copy;
}
