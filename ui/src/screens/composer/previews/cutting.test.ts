import { describe, expect, it } from "vitest";
import { cutAfter } from "./cutting";

const plain = (text: string) => [{ text, tone: null }];
const said = (stretches: { text: string }[]) => stretches.map((it) => it.text).join("");

describe("cutting a text", () => {
  it("leaves a text alone that has room", () => {
    expect(cutAfter(plain("Dua cangkir"), 11)).toEqual({ stretches: plain("Dua cangkir"), isCut: false });
    expect(cutAfter(plain("Dua cangkir"), null).isCut).toBe(false);
  });

  it("keeps words whole where one ends nearby, else cuts within", () => {
    expect(said(cutAfter(plain("Dua cangkir satu sore"), 14).stretches)).toBe("Dua cangkir");
    expect(said(cutAfter(plain("Dua cangkirkopijahe"), 12).stretches)).toBe("Dua cangkirk");
  });

  it("counts as a reader does: a family is one character", () => {
    const family = "👨‍👩‍👧";
    expect(said(cutAfter(plain(family.repeat(5)), 3).stretches)).toBe(family.repeat(3));
    expect(cutAfter(plain(family.repeat(3)), 3).isCut).toBe(false);
  });

  it("keeps the colour of what is left", () => {
    const words = [
      { text: "Halo ", tone: null },
      { text: "#kopisenja", tone: "hashtag" },
      { text: " sore", tone: null },
    ];
    expect(cutAfter(words, 9)).toEqual({
      stretches: [
        { text: "Halo ", tone: null },
        { text: "#kop", tone: "hashtag" },
      ],
      isCut: true,
    });
  });
});
