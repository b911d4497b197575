import { describe, expect, it } from "vitest";
import { domainOf, shownAddress } from "./addresses";

const long = "https://www.kopisenja.id/menu/kopi-jahe-hangat?dari=ig";

describe("an address as readers see it", () => {
  it("stays as it is typed where the network leaves it alone", () => {
    expect(shownAddress(long, { how: "whole" })).toBe(long);
  });

  it("loses its scheme and what lies beyond the room, but never a single letter", () => {
    const how = { how: "start", chars: 30 } as const;
    expect(shownAddress(long, how)).toBe("kopisenja.id/menu/kopi-jahe-ha…");
    expect(shownAddress(`https://${"a".repeat(31)}`, how)).toBe("a".repeat(31));
    expect(shownAddress(`https://${"a".repeat(32)}`, how)).toBe(`${"a".repeat(30)}…`);
  });

  it("keeps its host and the beginning of a long path", () => {
    const how = { how: "path", longest: 15, kept: 13 } as const;
    expect(shownAddress(long, how)).toBe("www.kopisenja.id/menu/kopi-ja…");
    expect(shownAddress("https://kopisenja.id/", how)).toBe("kopisenja.id");
    expect(shownAddress("https://kopisenja.id/menu", how)).toBe("kopisenja.id/menu");
    expect(shownAddress("kopisenja.id/menu", how)).toBe("kopisenja.id/menu");
    expect(shownAddress("bukan alamat", how)).toBe("bukan alamat");
  });

  it("gives way to the network's own where it is long", () => {
    const how = { how: "replaced", longest: 26, with: "https://lnkd.in/…" } as const;
    expect(shownAddress(long, how)).toBe("https://lnkd.in/…");
    expect(shownAddress("https://kopisenja.id", how)).toBe("https://kopisenja.id");
  });
});

describe("the domain of a link", () => {
  it("is its host without www, also where the scheme is missing", () => {
    expect(domainOf(long)).toBe("kopisenja.id");
    expect(domainOf("kopisenja.id/menu")).toBe("kopisenja.id");
    expect(domainOf("bukan alamat")).toBe("bukan alamat");
  });
});
