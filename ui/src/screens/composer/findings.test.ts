import { describe, expect, it } from "vitest";
import type { Finding, VariantCheck } from "../../ipc";
import { collect, grouped, movesLink, wayOf } from "./findings";

const finding = (code: string, severity: Finding["severity"], field: Finding["field"] = "text"): Finding => ({
  code,
  severity,
  field,
  start: null,
  end: null,
  part: 0,
  values: {},
  remedy: null,
});

const checked = (channel: string, ...findings: Finding[]): VariantCheck => ({
  channel,
  kind: "text",
  content: { text: "", title: "", hashtags: "", link: "", first_comment: "", media: [], parts: [] },
  check: { network: channel, length: 0, limit: 280, unit: "weighted", fits: true, measures: [], ranges: [], findings },
  pictures: [],
  pieces: [],
});

describe("findings", () => {
  it("errors stand first, whichever channel they are of", () => {
    const checks = {
      ig: checked("ig", finding("link_not_clickable", "warning")),
      x: checked("x", finding("alt_text_missing", "hint"), finding("text_too_long", "error")),
    };
    const found = collect(checks, {}, ["ig", "x"]);
    expect(found.map((it) => [it.channel, it.finding.code])).toEqual([
      ["x", "text_too_long"],
      ["ig", "link_not_clickable"],
      ["x", "alt_text_missing"],
    ]);
  });

  it("shows only what concerns the open channel", () => {
    const checks = { ig: checked("ig", finding("text_too_long", "error")), x: checked("x") };
    expect(collect(checks, {}, ["x"])).toEqual([]);
  });

  it("says the same of several channels once, and keeps apart what differs", () => {
    const long = (over: string) => ({ ...finding("text_too_long", "error"), values: { over } });
    const checks = {
      ko: checked("ko", finding("text_empty", "error")),
      x: checked(
        "x",
        finding("text_empty", "error"),
        long("3"),
        finding("rules_old", "hint"),
        finding("rules_old", "hint"),
      ),
      bs: checked("bs", finding("text_empty", "error"), long("9")),
    };
    const rows = grouped(collect(checks, {}, ["ko", "x", "bs"]));
    expect(rows.map((it) => [it.finding.code, it.channels.join(" ")])).toEqual([
      ["text_empty", "ko x bs"],
      ["text_too_long", "x"],
      ["text_too_long", "bs"],
      ["rules_old", "x"],
    ]);
  });

  it("keeps apart what is said of different fields and parts, and remembers where each channel says it", () => {
    const of = (field: Finding["field"], part: number) => ({ ...finding("placeholder_left", "warning", field), part });
    const checks = {
      x: checked("x", of("text", 0), of("text", 2), of("title", 0)),
      bs: checked("bs", { ...of("text", 0), start: 4, end: 9 }),
    };
    const rows = grouped(collect(checks, {}, ["x", "bs"]));
    expect(rows.map((it) => `${it.finding.field} ${it.finding.part} ${it.channels.join(" ")}`)).toEqual([
      "text 0 x bs",
      "text 2 x",
      "title 0 x",
    ]);
    expect(rows[0]?.found.map((it) => it.finding.start)).toEqual([null, 4]);
  });

  it("does what the core says helps, and goes to a picture where that is what helps", () => {
    const cut = { ...finding("text_too_long", "error"), remedy: { act: "cut" as const } };
    expect(wayOf(cut)).toEqual({ act: "cut" });
    expect(wayOf(finding("picture_required", "error", "media"))).toEqual({ act: "add_picture" });
    expect(wayOf(finding("alt_text_missing", "warning", "alt_text"))).toEqual({ act: "alt" });
    expect(wayOf(finding("something_new", "warning", "title"))).toEqual({ act: "edit" });
    expect(wayOf({ ...finding("relative_day", "hint"), start: 3, end: 8 })).toEqual({ act: "edit" });
    expect(wayOf(finding("rules_old", "hint"))).toBeNull();
  });

  it("a link nobody can click moves only into a field that is there and empty", () => {
    const row = { finding: finding("link_not_clickable", "warning") };
    expect(movesLink(row, ["text", "link"], " ")).toBe(true);
    expect(movesLink(row, ["text", "link"], "https://kopi.id")).toBe(false);
    expect(movesLink(row, ["text"], "")).toBe(false);
  });
});
