import { EditorState } from "@codemirror/state";
import { describe, expect, it } from "vitest";
import { changeBetween } from "./change";
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
    expect(marksOf(later)).toEqual([{ start: 11, end: 16, look: "mark-entity" }]);
    const grown = later.update({ changes: { from: 16, insert: "s" } }).state;
    expect(marksOf(grown)).toEqual([{ start: 11, end: 17, look: "mark-entity" }]);
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

  it("are replaced as a whole, and not drawn again where they are drawn already", () => {
    const state = painted(open("Halo"), [{ start: 0, end: 4, tone: "error" }]);
    expect(marked(state, [{ start: 0, end: 4, tone: "error" }])).toBeNull();
    expect(marksOf(painted(state, [{ start: 0, end: 4, tone: "warning" }]))[0]?.look).toBe("mark-warning");
    expect(marksOf(painted(state, []))).toEqual([]);
  });
});
