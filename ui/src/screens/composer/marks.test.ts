import { describe, expect, it } from "vitest";
import { assembled, stretches } from "./marks";

describe("stretches of a text", () => {
  it("cuts where marks begin and end", () => {
    expect(stretches("Pesan lewat kopi.id ya", [{ start: 12, end: 19, tone: "link" }])).toEqual([
      { text: "Pesan lewat ", tone: null },
      { text: "kopi.id", tone: "link" },
      { text: " ya", tone: null },
    ]);
  });

  it("counts an emoji as one place, as the core does", () => {
    expect(stretches("☕🍌 #kopi", [{ start: 3, end: 8, tone: "hashtag" }]).at(-1)).toEqual({
      text: "#kopi",
      tone: "hashtag",
    });
  });

  it("survives marks of a text that has become shorter meanwhile", () => {
    expect(stretches("Halo", [{ start: 2, end: 99, tone: "warning" }])).toEqual([
      { text: "Ha", tone: null },
      { text: "lo", tone: "warning" },
    ]);
    expect(stretches("", [{ start: 0, end: 5, tone: "warning" }])).toEqual([]);
  });

  it("the first of two overlapping marks wins", () => {
    const marks = [
      { start: 0, end: 4, tone: "error" },
      { start: 2, end: 6, tone: "link" },
    ];
    expect(stretches("abcdef", marks).map((it) => [it.text, it.tone])).toEqual([
      ["abcd", "error"],
      ["ef", "link"],
    ]);
  });
});

describe("the text as it goes out", () => {
  it("has its hashtags after an empty line, so that the places of a check fit", () => {
    const text = assembled("Dua cangkir \n", " #kopisenja ");
    expect(text).toBe("Dua cangkir\n\n#kopisenja");
    expect(stretches(text, [{ start: 13, end: 23, tone: "hashtag" }]).at(-1)?.text).toBe("#kopisenja");
    expect(assembled("", "#a")).toBe("#a");
    expect(assembled("Halo", "")).toBe("Halo");
  });
});
