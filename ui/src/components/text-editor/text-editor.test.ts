import { EditorState, type TransactionSpec } from "@codemirror/state";
import { beforeEach, describe, expect, it } from "vitest";
import { changeBetween } from "./change";
import { lettersAtEnd, movesMarks } from "./mark-layer";
import { marked, marking, marksOf, type TextMark } from "./marks";

const open = (doc: string) => EditorState.create({ doc, extensions: marking });
const painted = (state: EditorState, marks: readonly TextMark[]) =>
  state.update({ effects: marked(state, marks) ?? [] }).state;

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

describe("marks in a text", () => {
  it("move along with what is typed before them, and grow with what is typed at their end", () => {
    const state = painted(open("Pesan #kopi"), [{ start: 6, end: 11, tone: "hashtag" }]);
    const later = state.update({ changes: { from: 0, insert: "Ayo! " } }).state;
    expect(marksOf(later)).toEqual([{ start: 11, end: 16, tone: "hashtag" }]);
    const grown = later.update({ changes: { from: 16, insert: "s" } }).state;
    expect(marksOf(grown)).toEqual([{ start: 11, end: 17, tone: "hashtag" }]);
  });

  it("keep within a text that has become shorter, and need no order", () => {
    const state = painted(open("Halo"), [
      { start: 2, end: 99, tone: "error" },
      { start: 0, end: 2, tone: "link" },
      { start: 7, end: 9, tone: "warning" },
    ]);
    expect(marksOf(state).map((it) => [it.start, it.end])).toEqual([
      [0, 2],
      [2, 4],
    ]);
  });

  it("are replaced as a whole, and left alone where they are there already", () => {
    const state = painted(open("Halo"), [{ start: 0, end: 4, tone: "error" }]);
    expect(marked(state, [{ start: 0, end: 4, tone: "error" }])).toBeNull();
    expect(marksOf(painted(state, [{ start: 0, end: 4, tone: "warning" }]))[0]?.tone).toBe("warning");
    expect(marksOf(painted(state, []))).toEqual([]);
  });
});

describe("marks beneath a text", () => {
  const hashtag: TextMark = { start: 6, end: 11, tone: "hashtag" };
  const limit: TextMark = { start: 16, end: 28, tone: "too_long" };
  let state: EditorState;

  /** Whether a change means drawing anew. */
  function isDrawn(spec: TransactionSpec): boolean {
    const change = state.update(spec);
    state = change.state;
    return movesMarks(change);
  }

  beforeEach(() => {
    state = painted(open("Pesan #kopi ya sekarang juga"), [hashtag, limit]);
  });

  it("are not drawn anew for what is written behind them, beyond a limit as well", () => {
    expect(isDrawn({ changes: { from: 28, insert: "!" } })).toBe(false);
    expect(isDrawn({ changes: { from: 26, insert: "a" } })).toBe(false);
    // Which would otherwise not go to the next line with the word it is in.
    expect(isDrawn({ changes: { from: 18, insert: "a" } })).toBe(true);
  });

  it("follow what is written before them, at their end or in them", () => {
    for (const from of [0, 11, 8, 16])
      expect([from, isDrawn({ changes: { from, insert: "a" } })]).toEqual([from, true]);
  });

  it("are drawn anew when others take their place", () => {
    expect(isDrawn({ effects: marked(state, [hashtag, limit]) ?? [] })).toBe(false);
    expect(isDrawn({ effects: marked(state, [{ ...hashtag, tone: "mention" }, limit]) ?? [] })).toBe(true);
    expect(isDrawn({ effects: marked(state, []) ?? [] })).toBe(true);
  });

  it("know letters at the end from what may take a line more, or one less", () => {
    const added = (spec: TransactionSpec) => lettersAtEnd(state.update(spec));
    expect(added({ changes: { from: 28, insert: "ya" } })).toBe(2);
    expect(added({ effects: marked(state, []) ?? [] })).toBe(0);
    for (const changes of [
      { from: 28, insert: "\n" },
      { from: 27, to: 28 },
      { from: 3, insert: "a" },
    ])
      expect(added({ changes })).toBe(Infinity);
  });
});
