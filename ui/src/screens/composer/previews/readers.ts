/** Which drawing a post has on a network, from what its profile says of its readers. */
import type { Profile, Reader, Shape } from "../../../ipc";

/** How readers see a kind of post; of a network nothing is known of, a plain drawing that its fields suggest. */
export function readerOf(profile: Profile, kind: string): Reader {
  const known = profile.readers.find((it) => it.kinds.length === 0 || it.kinds.includes(kind));
  return known ?? profile.readers[0] ?? guessed(profile);
}

function guessed(profile: Profile): Reader {
  return {
    kinds: [],
    shape: guessedShape(profile),
    cut: null,
    title_cut: null,
    addresses: { how: "whole" },
    card: "never",
    gallery: { how: "stack" },
    tallest: null,
    alt_badge: false,
    tags_apart: false,
    hides: [],
    firm: false,
    source: "",
  };
}

function guessedShape(profile: Profile): Shape {
  if (profile.formats.includes("bbcode")) return "forum";
  if (profile.fields.includes("title")) return "article";
  return profile.media.required ? "photo" : "feed";
}
