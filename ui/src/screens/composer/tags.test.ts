import { expect, it } from "vitest";
import { withTag } from "./tags";

it("a tag stands once, however it is written", () => {
  expect(withTag(["Promo"], "promo")).toEqual(["Promo"]);
  expect(withTag([], " menu  baru ")).toEqual(["menu baru"]);
  expect(withTag(["a"], "b, A,, c,b")).toEqual(["a", "b", "c"]);
});
