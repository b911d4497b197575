import { describe, expect, it } from "vitest";
import { type Change, changeBetween, joined, placeAfter } from "./change";
import { areSame, moved, movesMarks, type TextMark, within } from "./marks";

const made = (text: string, { from, to, insert }: Change) => text.slice(0, from) + insert + text.slice(to);
const typed = (from: number, insert: string): Change => ({ from, to: from, insert });

describe("the least that changes", () => {
  it("is the middle that differs", () => {
    expect(changeBetween("Dua cangkir kopi", "Dua gelas kopi")).toEqual({ from: 4, to: 11, insert: "gelas" });
  });

  it("is nothing between equals, and never reaches over itself", () => {
    expect(changeBetween("aa", "aa")).toBeNull();
    expect(changeBetween("aa", "aaa")).toEqual({ from: 2, to: 2, insert: "a" });
    expect(changeBetween("aaa", "aa")).toEqual({ from: 2, to: 3, insert: "" });
  });
});

describe("two changes as one", () => {
  const text = "Dua cangkir kopi";

  it("come to the same, wherever they touch", () => {
    const first: Change = { from: 4, to: 11, insert: "gelas" };
    for (let from = 0; from <= 14; from++) {
      for (let to = from; to <= 14; to++) {
        const second: Change = { from, to, insert: "ya" };
        const both = joined(first, second);
        expect([from, to, both !== null]).toEqual([from, to, to >= 4 && from <= 9]);
        if (both) expect(made(text, both)).toBe(made(made(text, first), second));
      }
    }
  });
});

describe("a place in a text", () => {
  it("is behind what was written at it, and in front of what was replaced from it on", () => {
    expect([3, 4, 5].map((it) => placeAfter(typed(4, "xy"), it))).toEqual([3, 6, 7]);
    expect([3, 4, 6, 8, 9].map((it) => placeAfter({ from: 4, to: 8, insert: "xy" }, it))).toEqual([3, 4, 6, 6, 7]);
  });
});

describe("marks in a text", () => {
  it("move along with what is typed before them, and grow with what is typed at their end", () => {
    const later = moved([{ start: 6, end: 11, tone: "hashtag" }], typed(0, "Ayo! "));
    expect(later).toEqual([{ start: 11, end: 16, tone: "hashtag" }]);
    expect(moved(later, typed(16, "s"))).toEqual([{ start: 11, end: 17, tone: "hashtag" }]);
    expect(moved(later, typed(17, "s"))).toBe(later);
  });

  it("go with what was deleted", () => {
    const marks: TextMark[] = [{ start: 6, end: 11, tone: "hashtag" }];
    expect(moved(marks, { from: 5, to: 11, insert: "" })).toEqual([]);
    expect(moved(marks, { from: 8, to: 20, insert: "" })).toEqual([{ start: 6, end: 8, tone: "hashtag" }]);
  });

  it("keep within a text that has become shorter, and need no order", () => {
    const marks = within(
      [
        { start: 2, end: 99, tone: "error" },
        { start: 0, end: 2, tone: "link" },
        { start: 7, end: 9, tone: "warning" },
      ],
      4,
    );
    expect(marks.map((it) => [it.start, it.end])).toEqual([
      [0, 2],
      [2, 4],
    ]);
  });
});

describe("marks beneath a text", () => {
  const hashtag: TextMark = { start: 6, end: 11, tone: "hashtag" };
  const limit: TextMark = { start: 16, end: 28, tone: "too_long" };
  const text = "Pesan #kopi ya sekarang juga";
  const isDrawn = (change: Change) => movesMarks([hashtag, limit], change, text);

  it("are not drawn anew for what is written behind them, beyond a limit as well", () => {
    expect(isDrawn(typed(28, "!"))).toBe(false);
    expect(isDrawn(typed(26, "a"))).toBe(false);
    // Which would otherwise not go to the next line with the word it is in.
    expect(isDrawn(typed(18, "a"))).toBe(true);
    expect(movesMarks([], typed(0, "a"), text)).toBe(false);
  });

  it("follow what is written before them, at their end or in them", () => {
    for (const from of [0, 11, 8, 16]) expect([from, isDrawn(typed(from, "a"))]).toEqual([from, true]);
  });

  it("are drawn anew when others take their place", () => {
    expect(areSame([hashtag, limit], [hashtag, { ...limit, end: 40 }])).toBe(true);
    expect(areSame([hashtag, limit], [{ ...hashtag, tone: "mention" }, limit])).toBe(false);
    expect(areSame([hashtag, limit], [{ ...hashtag, end: 12 }, limit])).toBe(false);
    expect(areSame([hashtag, limit], [])).toBe(false);
  });
});
