import { describe, expect, it } from "vitest";
import type { Content, Field, SnippetContent } from "../../../ipc";
import { applied, joined, kept } from "./apply";

const content = (part: Partial<Content> = {}): Content => ({
  text: "",
  title: "",
  hashtags: "",
  link: "",
  first_comment: "",
  media: [],
  parts: [],
  ...part,
});
const words = (part: Partial<SnippetContent>): SnippetContent => ({
  text: "",
  title: "",
  hashtags: "",
  link: "",
  first_comment: "",
  ...part,
});
const all = new Set<Field>(["text", "title", "hashtags", "link", "first_comment"]);

describe("what is kept for later", () => {
  it("as hashtags joins those that are there, once each", () => {
    expect(applied("hashtags", words({ hashtags: "#Kopi #senja" }), content({ hashtags: "#kopi" }), all)).toEqual({
      write: { hashtags: "#kopi #senja" },
      insert: "",
    });
    expect(joined("", "#a  #b")).toBe("#a #b");
  });

  it("as hashtags goes to the caret where no network has a field for them", () => {
    expect(applied("hashtags", words({ hashtags: "#kopi" }), content(), new Set(["text"]))).toEqual({
      write: {},
      insert: "#kopi",
    });
  });

  it("as a template fills what is empty and gives up nothing that was written", () => {
    const template = words({ text: "Halo", title: "Judul", link: "https://kopi.id" });
    expect(applied("template", template, content(), all)).toEqual({
      write: { text: "Halo", title: "Judul", link: "https://kopi.id" },
      insert: "",
    });
    expect(applied("template", template, content({ text: "Sudah", title: "Ada" }), all)).toEqual({
      write: { link: "https://kopi.id" },
      insert: "Halo",
    });
  });

  it("takes a selection before the whole text, and only hashtags as hashtags", () => {
    const now = content({ text: "Kopi jahe #kopi #senja", hashtags: "#dago", title: "Judul" });
    expect(kept("snippet", now, "Kopi jahe").text).toBe("Kopi jahe");
    expect(kept("snippet", now, "").text).toBe(now.text);
    expect(kept("hashtags", now, "")).toEqual(words({ hashtags: "#dago #kopi #senja" }));
    expect(kept("template", now, "")).toEqual(words({ text: now.text, hashtags: "#dago", title: "Judul" }));
  });
});
