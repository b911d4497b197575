import { EditorState } from "@codemirror/state";
import { describe, expect, it } from "vitest";
import { changeBetween } from "./change";
import { marked, marking, marksOf } from "./marks";

const open = (doc: string) => EditorState.create({ doc, extensions: marking });

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
  it("move along with what is typed before them", () => {
    const state = open("Pesan #kopi");
    const painted = state.update({ effects: marked(state, [{ start: 6, end: 11, tone: "hashtag" }]) }).state;
    const later = painted.update({ changes: { from: 0, insert: "Ayo! " } }).state;
    expect(marksOf(later)).toEqual([{ start: 11, end: 16, look: "mark-entity" }]);
  });

  it("keep within a text that has become shorter, and need no order", () => {
    const state = open("Halo");
    const effects = marked(state, [
      { start: 2, end: 99, tone: "error" },
      { start: 0, end: 2, tone: "link" },
      { start: 7, end: 9, tone: "warning" },
    ]);
    expect(marksOf(state.update({ effects }).state).map((it) => [it.start, it.end])).toEqual([
      [0, 2],
      [2, 4],
    ]);
  });

  it("are replaced as a whole", () => {
    const state = open("Halo");
    const first = state.update({ effects: marked(state, [{ start: 0, end: 4, tone: "error" }]) }).state;
    expect(marksOf(first.update({ effects: marked(first, []) }).state)).toEqual([]);
  });
});
