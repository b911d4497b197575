import { describe, expect, it } from "vitest";
import { found, GROUPS, nextPlace, toned, withRecent } from "./emoji";
import { allEmoji } from "./emoji-data";

const first = (query: string) => found(allEmoji, query)[0]?.char;
const chars = (query: string) => found(allEmoji, query).map((it) => it.char);

describe("emoji", () => {
  it("are found in Indonesian and in English", () => {
    expect(chars("kopi")).toContain("☕");
    expect(chars("coffee")).toContain("☕");
    expect(chars("hati merah")).toContain("❤️");
    expect(first("bendera indonesia")).toBe("🇮🇩");
    expect(chars("flag indonesia")).toContain("🇮🇩");
  });

  it("are found by the beginnings of words, and by no word that nothing has", () => {
    expect(chars("kop")).toContain("☕");
    expect(chars("opi")).not.toContain("☕");
    expect(chars("xyzzy")).toEqual([]);
    expect(chars("  ")).toEqual([]);
  });

  it("stand in every group, each once, none too new for readers' phones", () => {
    for (const group of GROUPS)
      expect(
        allEmoji.some((it) => it.group === group),
        group,
      ).toBe(true);
    expect(new Set(allEmoji.map((it) => it.char)).size).toBe(allEmoji.length);
    expect(allEmoji.length).toBeGreaterThan(1500);
    expect(allEmoji.some((it) => it.char === "🫩")).toBe(false);
  });

  it("take a skin tone where they have one", () => {
    const wave = allEmoji.find((it) => it.char === "👋");
    const coffee = allEmoji.find((it) => it.char === "☕");
    expect(wave && [toned(wave, 0), toned(wave, 5)]).toEqual(["👋", "👋🏿"]);
    expect(coffee && toned(coffee, 5)).toBe("☕");
  });

  it("used last stand first, each once", () => {
    expect(withRecent(["☕", "👋"], "👋")).toEqual(["👋", "☕"]);
    expect(withRecent(["a", "b"], "c", 2)).toEqual(["c", "a"]);
  });

  it("are walked by arrows, up from the first row leaves", () => {
    expect(["ArrowRight", "ArrowDown", "ArrowUp", "End", "x"].map((key) => nextPlace(key, 3, 20, 9))).toEqual([
      4,
      12,
      -1,
      19,
      null,
    ]);
    expect(nextPlace("ArrowDown", 15, 20, 9)).toBe(19);
  });
});
