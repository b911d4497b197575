import { describe, expect, it } from "vitest";
import type { Content, Finding } from "../../ipc";
import { overOf, partAt, replaced, spotOf, textAt, withTextAt } from "./spots";

const content: Content = {
  text: "☕😀 Pesan sini ",
  title: "Judul",
  hashtags: " #kopi #senja",
  link: "",
  first_comment: "Komentar",
  media: [],
  parts: [
    { text: "", media: [] },
    { text: "Bagian 😀 dua", media: [] },
  ],
};

const at = (field: Finding["field"], part: number, start: number | null, end: number | null) => ({
  field,
  part,
  start,
  end,
});

describe("where a finding is put right", () => {
  it("counts emoji as the core does and answers in the window's units", () => {
    const spot = spotOf(at("text", 0, 3, 8), content);
    expect(spot.stretch && content.text.slice(spot.stretch.start, spot.stretch.end)).toBe("Pesan");
  });

  it("knows the part by those that say something", () => {
    expect(partAt(content.parts, 1)).toBe(1);
    const spot = spotOf(at("text", 1, 9, 12), content);
    expect(spot).toMatchObject({ field: "part", part: 1 });
    expect(spot.stretch && textAt(content, spot).slice(spot.stretch.start, spot.stretch.end)).toBe("dua");
  });

  it("finds hashtags kept apart behind the text they go out with", () => {
    // "☕😀 Pesan sini" has 13 letters, then an empty line, then "#kopi #senja".
    const spot = spotOf(at("text", 0, 21, 27), content);
    expect(spot.field).toBe("hashtags");
    expect(spot.stretch && content.hashtags.slice(spot.stretch.start, spot.stretch.end)).toBe("#senja");
  });

  it("goes to the first comment for what is said of it", () => {
    expect(spotOf(at("first_comment", 0, null, null), content)).toEqual({
      field: "first_comment",
      part: -1,
      stretch: null,
    });
  });

  it("writes back into the field it read from, and nowhere else", () => {
    const spot = spotOf(at("text", 1, null, null), content);
    const changed = withTextAt(content, spot, "Baru");
    expect(changed.parts.map((it) => it.text)).toEqual(["", "Baru"]);
    expect({ ...changed, parts: content.parts }).toEqual(content);
  });
});

describe("taking out and replacing", () => {
  it("leaves neither two spaces nor one at the end", () => {
    expect(replaced("Pesan kopi.id sekarang", { start: 6, end: 13 }, "")).toBe("Pesan sekarang");
    expect(replaced("Pesan kopi.id", { start: 6, end: 13 }, "")).toBe("Pesan");
    expect(replaced("kopi.id buka", { start: 0, end: 7 }, "")).toBe("buka");
    expect(replaced("Senin 19 Nov", { start: 0, end: 5 }, "Kamis")).toBe("Kamis 19 Nov");
  });
});

describe("how much fits", () => {
  const long = (start: number): Finding => ({
    code: "text_too_long",
    severity: "error",
    values: {},
    remedy: { act: "cut" },
    ...at("text", 0, start, 40),
  });

  it("leaves the hashtags their room", () => {
    const short = { ...content, text: "a".repeat(30), hashtags: "#kopi" };
    expect(overOf(long(28), short)).toMatchObject({ spot: { field: "text" }, most: 21 });
    expect(overOf(long(28), { ...short, hashtags: "" })?.most).toBe(28);
  });

  it("is unknown where the hashtags alone are too many", () => {
    expect(overOf(long(5), { ...content, text: "a", hashtags: "#kopisenja" })).toBeNull();
  });
});
