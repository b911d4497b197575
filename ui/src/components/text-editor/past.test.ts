import { beforeEach, describe, expect, it } from "vitest";
import { changeBetween } from "./change";
import { type How, Past, type Selection } from "./past";

const caret = (at: number): Selection => ({ start: at, end: at });

describe("what was written", () => {
  let past: Past;
  let text: string;
  let now: number;

  /** Writes at a place, so long after the last time, in milliseconds. */
  function write(at: number, insert: string, { how = "typed" as How, after = 100, deleted = 0 } = {}): void {
    const before = text;
    text = text.slice(0, at) + insert + text.slice(at + deleted);
    now += after;
    if (how !== "composed") past.begin(deleted && !insert ? caret(at + deleted) : { start: at, end: at + deleted });
    const change = changeBetween(before, text);
    if (change) past.write(change, caret(at + insert.length), how, now);
  }

  const typeOut = (at: number, words: string) => [...words].forEach((letter, i) => write(at + i, letter));

  beforeEach(() => {
    text = "Kopi";
    past = new Past(text);
    now = 0;
  });

  it("is undone in one step where it was typed in a row, and comes back in one", () => {
    typeOut(4, " susu");
    expect(past.undo()).toEqual({ text: "Kopi", selection: caret(4) });
    expect(past.undo()).toBeNull();
    expect(past.redo()).toEqual({ text: "Kopi susu", selection: caret(9) });
    expect(past.redo()).toBeNull();
  });

  it("takes in what was deleted at once again", () => {
    typeOut(4, " susi");
    write(8, "", { deleted: 1 });
    write(8, "u");
    expect(past.undo()?.text).toBe("Kopi");
    expect(past.redo()?.text).toBe("Kopi susu");
  });

  it("is another step after a pause, in another place, or as another way of writing", () => {
    typeOut(4, " su");
    write(7, "su", { after: 600 });
    write(0, "Es ");
    write(3, "x");
    write(4, "pasted", { how: "at_once" });
    const steps = [];
    for (let step = past.undo(); step; step = past.undo()) steps.push(step.text);
    expect(steps).toEqual(["Es xKopi susu", "Kopi susu", "Kopi su", "Kopi"]);
  });

  it("is another step where the caret went away and came back", () => {
    typeOut(4, " su");
    past.begin(caret(0));
    typeOut(7, "su");
    expect(past.undo()?.text).toBe("Kopi su");
  });

  it("is one step however long a letter is composed", () => {
    write(4, "n", { how: "composed" });
    write(4, "に", { how: "composed", after: 3000, deleted: 1 });
    expect(text).toBe("Kopiに");
    expect(past.undo()).toEqual({ text: "Kopi", selection: caret(4) });
  });

  it("is undone as well where nobody said before that something would be written", () => {
    past.begin(caret(4));
    past.write({ from: 0, to: 4, insert: "" }, caret(0), "at_once", 0);
    past.write({ from: 0, to: 0, insert: "Teh" }, caret(3), "at_once", 0);
    expect(past.undo()).toEqual({ text: "", selection: caret(0) });
    expect(past.undo()).toEqual({ text: "Kopi", selection: caret(4) });
  });

  it("goes back to what was selected, and forgets what was undone when something else is written", () => {
    write(0, "T", { deleted: 4 });
    expect(past.undo()).toEqual({ text: "Kopi", selection: { start: 0, end: 4 } });
    text = "Kopi";
    write(4, "!");
    expect(past.redo()).toBeNull();
    expect(past.undo()?.text).toBe("Kopi");
  });
});
