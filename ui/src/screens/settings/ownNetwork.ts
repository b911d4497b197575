/** A network a person defines: what can be chosen, and what keeps a definition from being kept. */
import type { Field, Format, OwnNetwork, Unit } from "../../ipc";

/** Fields beyond the text, in the order of the composer; pictures follow from how many there may be. */
export const OWN_FIELDS: readonly Field[] = ["title", "hashtags", "link", "first_comment"];
/** What may have a limit. */
export const LIMITED: readonly Field[] = ["text", "title", "hashtags", "first_comment", "alt_text"];
/** How a length is counted where no network's own way is meant. */
export const UNITS: readonly Unit[] = ["graphemes", "code_points", "utf16", "utf8_bytes", "items", "links", "mentions"];
export const FORMATS: readonly Format[] = ["plain", "html", "bbcode"];
const LARGEST_SIDE = 8192;

export const BLANK: OwnNetwork = {
  id: "",
  name: "",
  composer_url: null,
  kinds: [],
  fields: [],
  limits: [],
  max_images: 4,
  alt_text: false,
  links_clickable: true,
  hashtags: true,
  formats: [],
  picture: null,
};

/** A field asked for, or no longer; the order stays that of the composer. */
export function withField(fields: readonly Field[], field: Field, on: boolean): Field[] {
  const wanted = new Set(fields);
  if (on) wanted.add(field);
  else wanted.delete(field);
  const order: readonly Field[] = [...OWN_FIELDS, "media"];
  return [...order.filter((it) => wanted.has(it)), ...[...wanted].filter((it) => !order.includes(it))];
}

/** A form asked for, or no longer; the first asked for stays the best. */
export function withFormat(formats: readonly Format[], format: Format, on: boolean): Format[] {
  const others = formats.filter((it) => it !== format);
  return on ? [...others, format] : others;
}

/** The definition as it is kept: tidied, pictures a field where there may be any. */
export function tidied(network: OwnNetwork): OwnNetwork {
  return {
    ...network,
    name: network.name.trim(),
    composer_url: network.composer_url?.trim() || null,
    fields: withField(network.fields, "media", network.max_images > 0),
  };
}

/** What is wrong in a definition, by the part where it is said. */
export function wrongPart(network: OwnNetwork): "name" | "composer_url" | "limits" | "limits_twice" | "picture" | null {
  const { name, composer_url, limits, picture } = tidied(network);
  if (!name) return "name";
  if (composer_url !== null && !isAddress(composer_url)) return "composer_url";
  if (limits.some((it) => it.limit < 1)) return "limits";
  if (new Set(limits.map((it) => `${it.field} ${it.unit}`)).size < limits.length) return "limits_twice";
  const isSide = (it: number) => Number.isInteger(it) && it >= 1 && it <= LARGEST_SIDE;
  return picture && (!isSide(picture.width) || !isSide(picture.height)) ? "picture" : null;
}

function isAddress(text: string): boolean {
  return URL.canParse(text) && new URL(text).protocol === "https:" && new URL(text).hostname.includes(".");
}
