import { expect, it } from "vitest";
import { cleared, type Filters, fromParams, isFiltered, question, toParams, UNFILTERED } from "./filters";

const all: Filters = {
  query: "kopi",
  album: "al-1",
  tags: ["promo", "hari besar"],
  stars: 3,
  kind: "video",
  used: "unused",
  order: "largest",
};

it("the address brings every filter back", () => {
  expect(fromParams(toParams(all))).toEqual(all);
  expect(toParams(UNFILTERED)).toEqual({});
});

it("what an address says wrongly is passed over", () => {
  expect(fromParams({ stars: "9", kind: "sound", used: "maybe", order: "random", album: "" })).toEqual(UNFILTERED);
});

it("the core is asked for used, unused, or both", () => {
  expect(question(all, false)).toMatchObject({ used: false, album: "al-1", in_trash: false });
  expect(question({ ...all, used: "used" }, false).used).toBe(true);
  expect(question(UNFILTERED, false).used).toBeNull();
});

it("the trash is asked as a whole, whatever album is open", () => {
  expect(question(all, true)).toMatchObject({ album: null, in_trash: true, query: "kopi" });
});

it("an album and an order leave nothing out", () => {
  expect(isFiltered({ ...UNFILTERED, album: "al-1", order: "name" })).toBe(false);
  expect(isFiltered({ ...UNFILTERED, used: "used" })).toBe(true);
  expect(cleared(all)).toEqual({ ...UNFILTERED, album: "al-1", order: "largest" });
});
