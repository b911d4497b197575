import { describe, expect, it } from "vitest";
import { BLANK, tidied, withField, withFormat, wrongPart } from "./ownNetwork";

const forum = { ...BLANK, name: " Forum Warga ", composer_url: " https://forum.example/tulis " };

describe("a network of one's own", () => {
  it("is tidied before it is kept", () => {
    expect(tidied(forum)).toMatchObject({
      name: "Forum Warga",
      composer_url: "https://forum.example/tulis",
      fields: ["media"],
    });
    expect(tidied({ ...forum, composer_url: "  ", max_images: 0 })).toMatchObject({ composer_url: null, fields: [] });
  });

  it("has its fields in the order of the composer, whatever was asked for first", () => {
    expect(withField(withField(["media"], "link", true), "title", true)).toEqual(["title", "link", "media"]);
    expect(withField(["title", "link"], "title", false)).toEqual(["link"]);
  });

  it("keeps the first form asked for as the best", () => {
    expect(withFormat(withFormat([], "html", true), "plain", true)).toEqual(["html", "plain"]);
    expect(withFormat(["html", "plain"], "html", false)).toEqual(["plain"]);
  });

  it("says which part is wrong", () => {
    const limit = { field: "text", unit: "graphemes", limit: 500 } as const;
    expect(wrongPart(forum)).toBeNull();
    expect(wrongPart(BLANK)).toBe("name");
    expect(wrongPart({ ...forum, composer_url: "http://forum.example" })).toBe("composer_url");
    expect(wrongPart({ ...forum, composer_url: "javascript:alert(1)" })).toBe("composer_url");
    expect(wrongPart({ ...forum, limits: [{ ...limit, limit: 0 }] })).toBe("limits");
    expect(wrongPart({ ...forum, limits: [limit, { ...limit, limit: 9 }] })).toBe("limits_twice");
    expect(wrongPart({ ...forum, picture: { width: 0, height: 10 } })).toBe("picture");
    expect(wrongPart({ ...forum, limits: [limit], picture: { width: 1200, height: 675 } })).toBeNull();
  });
});
