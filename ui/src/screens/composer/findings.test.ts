import { describe, expect, it } from "vitest";
import type { Finding, VariantCheck } from "../../ipc";
import { collect, grouped, liftLink, remedyOf } from "./findings";

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

  it("every finding knows where it is put right", () => {
    expect(remedyOf(finding("picture_required", "error", "media"))).toBe("add");
    expect(remedyOf(finding("too_many_hashtags", "error", "hashtags"))).toBe("hashtags");
    expect(remedyOf(finding("something_new", "warning", "title"))).toBe("title");
    expect(remedyOf(finding("rules_old", "hint"))).toBeNull();
  });

  it("moves a link out of the text and keeps the rest as it was", () => {
    expect(liftLink("☕ Pesan lewat kopi.id/senja sekarang", { start: 14, end: 27 })).toEqual({
      link: "https://kopi.id/senja",
      text: "☕ Pesan lewat sekarang",
    });
    expect(liftLink("tanpa tautan", { start: null, end: null })).toBeNull();
  });
});
