import { describe, expect, it } from "vitest";
import type { Asset, Attachment, Content, Profile, Range, Reader, RenditionView, VariantCheck } from "../../../ipc";
import { networks } from "../../../ipc/mock/data";
import { readerOf } from "./readers";
import { seen, type Seen } from "./seen";

const plain = networks.find((it) => it.id === "x") as Profile;
const reader = (part: Partial<Reader>): Reader => ({ ...readerOf({ ...plain, readers: [] }, "text"), ...part });
const media = (asset: string, alt = ""): Attachment => ({ asset, alt, focus: { x: 0.5, y: 0.5 } });
const view = (asset: string) => ({ asset, width: 1080, height: 1350 }) as RenditionView;
const link = (text: string, address: string): Range => {
  const start = [...text.slice(0, text.indexOf(address))].length;
  return { start, end: start + [...address].length, what: "link" };
};

interface Given {
  content?: Partial<Content>;
  ranges?: Range[];
  pieces?: VariantCheck["pieces"];
  profile?: Partial<Profile>;
  assets?: Record<string, Asset>;
}

function see(how: Partial<Reader>, { content, ranges = [], pieces = [], profile, assets = {} }: Given): Seen {
  const whole: Content = {
    text: "",
    title: "",
    hashtags: "",
    link: "",
    first_comment: "",
    media: [],
    parts: [],
    ...content,
  };
  const check = { content: whole, kind: "text", check: { ranges }, pieces } as unknown as VariantCheck;
  return seen({
    profile: { ...plain, fields: ["text", "media", "link", "hashtags", "first_comment"], ...profile },
    reader: reader(how),
    check,
    pictures: whole.media.map((it) => view(it.asset)),
    assets,
    name: "Kopi Senja",
    handle: "@kopisenja",
  });
}

const said = (words: Seen["words"]) => words?.map((it) => it.text).join("") ?? null;

describe("the words readers see", () => {
  const text = "Menu baru ☕ di https://kopisenja.id/menu/kopi-jahe-hangat sekarang";
  const ranges = [link(text, "https://kopisenja.id/menu/kopi-jahe-hangat")];

  it("have their addresses as the network shows them, in colour where they can be clicked", () => {
    const shown = see({ addresses: { how: "path", longest: 15, kept: 13 } }, { content: { text }, ranges });
    expect(said(shown.words)).toBe("Menu baru ☕ di kopisenja.id/menu/kopi-ja… sekarang");
    expect(shown.words?.map((it) => it.tone)).toEqual([null, "link", null]);
    const abilities = { ...plain.abilities, links_clickable: false };
    const quiet = see({}, { content: { text }, ranges, profile: { abilities } });
    expect(said(quiet.words)).toBe(text);
    expect(quiet.words?.every((it) => it.tone === null)).toBe(true);
  });

  it("end with the hashtags, unless those stand apart or are hidden", () => {
    const content = { text: "Sore", hashtags: "#kopi #senja" };
    expect(said(see({}, { content }).words)).toBe("Sore\n\n#kopi #senja");
    const apart = see({ tags_apart: true }, { content });
    expect([said(apart.words), apart.tags]).toEqual(["Sore", ["#kopi", "#senja"]]);
    const hidden = see({ hides: ["hashtags"], tags_apart: true }, { content });
    expect([said(hidden.words), hidden.tags]).toEqual(["Sore", []]);
  });

  it("are told apart: none yet, and none that anybody sees", () => {
    expect(see({}, {}).words).toEqual([]);
    expect(see({ hides: ["text"] }, { content: { text: "Sore" } }).words).toBeNull();
  });
});

describe("a link", () => {
  const address = "https://kopisenja.id/menu";

  it("of its own field stands as a card, and not in the text too", () => {
    const shown = see({ card: "field" }, { content: { text: "Sore", link: address } });
    expect(shown.card).toEqual({ domain: "kopisenja.id", address, picture: null });
    expect(said(shown.words)).toBe("Sore");
  });

  it("follows the text where pictures take the card's place", () => {
    const content = { text: "Sore", link: address, media: [media("a"), media("b")] };
    const shown = see({ card: "field" }, { content });
    expect(shown.card).toBeNull();
    expect(said(shown.words)).toBe(`Sore\n\n${address}`);
    expect(said(see({ card: "field" }, { content: { ...content, text: address } }).words)).toBe(address);
  });

  it("takes the one picture for its card where the network does that, but never a video", () => {
    const content = { link: address, media: [media("a")] };
    const shown = see({ card: "field" }, { content });
    expect([shown.card?.picture?.view.asset, shown.pictures.length]).toEqual(["a", 0]);
    expect(see({ card: "first" }, { content }).card).toBeNull();
    const assets = { a: { id: "a", video: {} } as Asset };
    const video = see({ card: "field" }, { content, assets });
    expect([video.card, video.pictures[0]?.isVideo]).toEqual([null, true]);
  });

  it("of the text becomes a card only where the network looks for one", () => {
    const text = `☕ Baca ${address} ya`;
    const given = { content: { text }, ranges: [link(text, address)] };
    expect(see({ card: "first" }, given).card?.address).toBe(address);
    expect(see({ card: "field" }, given).card).toBeNull();
    expect(see({ card: "never" }, given).card).toBeNull();
  });

  it("of a pin is where it leads", () => {
    const shown = see({ shape: "pin", card: "first" }, { content: { text: "Sore", link: address } });
    expect([shown.leadsTo, shown.card, said(shown.words)]).toEqual(["kopisenja.id", null, "Sore"]);
  });

  it("of a network without the field is not shown", () => {
    const shown = see({ card: "field" }, { content: { text: "Sore", link: address }, profile: { fields: ["text"] } });
    expect([shown.card, said(shown.words)]).toEqual([null, "Sore"]);
  });
});

describe("what stands beneath", () => {
  it("is each part that says something, coloured by what the core found in it", () => {
    const content = {
      text: "Satu",
      parts: [
        { text: " ", media: [] },
        { text: "Dua #kopi", media: [] },
      ],
    };
    const check = { ranges: [{ start: 4, end: 9, what: "hashtag" }] };
    const pieces = [{ role: "part", part: 1, check }] as unknown as VariantCheck["pieces"];
    const shown = see({ shape: "note" }, { content, pieces });
    expect(shown.parts).toEqual([
      {
        words: [
          { text: "Dua ", tone: null },
          { text: "#kopi", tone: "hashtag" },
        ],
        media: [],
      },
    ]);
    expect(see({ shape: "feed" }, { content }).parts).toEqual([]);
  });

  it("is the first comment, where the network has one", () => {
    const content = { first_comment: " Tautan di sini " };
    expect(said(see({}, { content }).comment)).toBe("Tautan di sini");
    expect(see({ hides: ["first_comment"] }, { content }).comment).toBeNull();
    expect(see({}, { content, profile: { fields: ["text"] } }).comment).toBeNull();
    expect(see({}, { content: { first_comment: " " } }).comment).toBeNull();
  });

  it("is every picture with its alternative text, or none where the network shows none", () => {
    const content = { media: [media("a", "Cangkir"), media("b")] };
    expect(see({}, { content }).pictures.map((it) => it.alt)).toEqual(["Cangkir", ""]);
    const hidden = see({ hides: ["media"] }, { content });
    expect([hidden.pictures, hidden.hidesPictures]).toEqual([[], true]);
  });
});

describe("the drawing of a post", () => {
  it("is that of its kind, and that of the others where its kind has none of its own", () => {
    const readers = [reader({ kinds: ["feed"], shape: "photo" }), reader({ kinds: ["story"], shape: "story" })];
    expect(readerOf({ ...plain, readers }, "story").shape).toBe("story");
    expect(readerOf({ ...plain, readers }, "feed").shape).toBe("photo");
    expect(readerOf({ ...plain, readers }, "unknown").shape).toBe("photo");
  });

  it("follows from the fields of a network nothing else is known of", () => {
    const unknown: Profile = { ...plain, readers: [], formats: [], fields: ["text", "media"] };
    const shape = (part: Partial<Profile>) => readerOf({ ...unknown, ...part }, "text").shape;
    expect(shape({})).toBe("feed");
    expect(shape({ fields: ["title", "text"] })).toBe("article");
    expect(shape({ fields: ["title", "text"], formats: ["bbcode"] })).toBe("forum");
    expect(shape({ media: { ...plain.media, required: true } })).toBe("photo");
  });
});
