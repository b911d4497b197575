import { describe, expect, it } from "vitest";
import type { Content } from "../../ipc";
import { INHERITS_ALL, isOwn, moved, ownFields, resolved, withOwn, withShared } from "./inherit";

const shared: Content = {
  text: "Dua cangkir, satu sore.",
  title: "Paket Senja",
  hashtags: "#kopisenja",
  link: "",
  first_comment: "",
  media: [{ asset: "a", alt: "Dua cangkir kopi", focus: { x: 0.5, y: 0.5 } }],
  parts: [],
};

describe("field inheritance", () => {
  it("a channel follows the post in every field at first", () => {
    expect(resolved(shared, INHERITS_ALL)).toEqual(shared);
    expect(ownFields(INHERITS_ALL)).toEqual([]);
  });

  it("one field of its own leaves the others following", () => {
    const own = withOwn(INHERITS_ALL, "text", "Dua cangkir.");
    const later = { ...shared, title: "Paket Senja berdua", text: "diubah" };
    expect(resolved(later, own)).toMatchObject({ text: "Dua cangkir.", title: "Paket Senja berdua" });
    expect(ownFields(own)).toEqual(["text"]);
  });

  it("an emptied field is its own, not inherited", () => {
    const own = withOwn(INHERITS_ALL, "hashtags", "");
    expect(isOwn(own, "hashtags")).toBe(true);
    expect(resolved(shared, own).hashtags).toBe("");
  });

  it("no pictures at all is a choice of the channel too", () => {
    expect(resolved(shared, withOwn(INHERITS_ALL, "media", [])).media).toEqual([]);
  });

  it("the way back follows the post again, also in what changed meanwhile", () => {
    const own = withShared(withOwn(INHERITS_ALL, "text", "Dua cangkir."), "text");
    expect(isOwn(own, "text")).toBe(false);
    expect(resolved({ ...shared, text: "baru" }, own).text).toBe("baru");
  });

  it("reads overrides the core sent without the absent fields", () => {
    const sparse = { text: "x" } as unknown as typeof INHERITS_ALL;
    expect(ownFields(sparse)).toEqual(["text"]);
    expect(withShared(sparse, "text")).toEqual(INHERITS_ALL);
  });
});

describe("order of pictures", () => {
  it("moves one and keeps the others in order", () => {
    expect(moved(["a", "b", "c"], 0, 2)).toEqual(["b", "c", "a"]);
    expect(moved(["a", "b", "c"], 2, 0)).toEqual(["c", "a", "b"]);
  });

  it("stops at the ends", () => {
    expect(moved(["a", "b"], 0, 9)).toEqual(["b", "a"]);
    expect(moved(["a", "b"], 1, -3)).toEqual(["b", "a"]);
    expect(moved(["a"], 5, 0)).toEqual(["a"]);
  });
});
