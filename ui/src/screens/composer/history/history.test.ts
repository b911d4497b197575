import { describe, expect, it } from "vitest";
import type { HistoryEntry } from "../../../ipc";
import { difference, shortened } from "./diff";
import { runs } from "./runs";

describe("what became of a text", () => {
  it("is told word by word", () => {
    expect(difference("Dua cangkir kopi", "Dua gelas kopi")).toEqual([
      { what: "same", text: "Dua " },
      { what: "removed", text: "cangkir" },
      { what: "added", text: "gelas" },
      { what: "same", text: " kopi" },
    ]);
    expect(difference("", "Halo")).toEqual([{ what: "added", text: "Halo" }]);
    expect(difference("Halo", "Halo")).toEqual([{ what: "same", text: "Halo" }]);
  });

  it("leaves out what lies far from a change", () => {
    const long = "kata ".repeat(40);
    const pieces = shortened(difference(`${long}satu ${long}`, `${long}dua ${long}`));
    expect(pieces[0]?.text).toBe(`…${"kata ".repeat(8)}`);
    expect(pieces.at(-1)?.text).toBe(`${" kata".repeat(8)}…`);
  });
});

const entry = (at: string, before: string, after: string, more: Partial<HistoryEntry> = {}): HistoryEntry => ({
  operation: `op-${at}`,
  at: `2026-11-18T${at}:00Z`,
  actor: "window",
  label: "edit_post",
  channel: null,
  field: "text",
  before,
  after,
  can_restore: true,
  ...more,
});

describe("steps of a history", () => {
  it("join what was typed in one go, field by field", () => {
    const steps = runs([
      entry("08:04", "ab", "abc"),
      entry("08:03", "x", "xy", { field: "title" }),
      entry("08:02", "a", "ab"),
      entry("07:00", "", "a"),
    ]);
    expect(steps.map((it) => [it.entry.operation, it.before, it.entry.after])).toEqual([
      ["op-08:04", "a", "abc"],
      ["op-08:03", "x", "xy"],
      ["op-07:00", "", "a"],
    ]);
  });

  it("end where somebody else wrote, and drop what came to nothing", () => {
    const steps = runs([
      entry("08:02", "b", "a"),
      entry("08:01", "a", "b"),
      entry("08:00", "", "a", { actor: "command_line" }),
    ]);
    expect(steps.map((it) => it.entry.operation)).toEqual(["op-08:00"]);
  });
});
