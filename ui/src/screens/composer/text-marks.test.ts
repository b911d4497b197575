import { describe, expect, it } from "vitest";
import type { Abilities, Content, Finding, VariantCheck } from "../../ipc";
import { marksIn } from "./text-marks";

const content = (text: string, part = ""): Content => ({
  text,
  title: "",
  hashtags: "",
  link: "",
  first_comment: "",
  media: [],
  parts: part ? [{ text: part, media: [] }] : [],
});

const abilities = { links_clickable: true, mentions: false, hashtags: true } as Abilities;

function judged(of: Content, findings: Partial<Finding>[] = [], ranges: VariantCheck["check"]["ranges"] = []) {
  const check = { ranges, findings: findings.map((it) => ({ field: "text", part: 0, severity: "error", ...it })) };
  return { check: { content: of, check, pieces: [] } as unknown as VariantCheck, abilities };
}

describe("marks of a field", () => {
  it("are what was found and what readers can click, each once however many channels say it", () => {
    const text = "😀 #kopi @rani";
    const ranges = [
      { what: "hashtag" as const, start: 2, end: 7 },
      { what: "mention" as const, start: 8, end: 13 },
    ];
    const one = judged(content(text), [{ start: 8, end: 13 }], ranges);
    expect(marksIn(content(text), "text", -1, [one, judged(content(text), [], ranges)])).toEqual([
      { start: 3, end: 8, tone: "hashtag" },
      { start: 9, end: 14, tone: "error" },
    ]);
  });

  it("wait for an answer about the words as they are now", () => {
    expect(marksIn(content("Halo!"), "text", -1, [judged(content("Halo"))])).toBeNull();
    expect(marksIn(content("Halo"), "text", -1, [judged(content("Halo"))])).toEqual([]);
  });

  it("stay in the part they are of, and leave hints to the list", () => {
    const now = content("Satu", "Dua tiga");
    const check = judged(now, [
      { part: 1, start: 4, end: 8 },
      { start: 0, end: 4, severity: "hint" },
    ]);
    expect(marksIn(now, "part", 0, [check])).toEqual([{ start: 4, end: 8, tone: "error" }]);
    expect(marksIn(now, "text", -1, [check])).toEqual([]);
  });
});
