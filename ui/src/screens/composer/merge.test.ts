import { expect, it } from "vitest";
import { isSame, merged } from "./merge";

it("what was changed here stays, everything else becomes theirs", () => {
  const began = { text: "a", title: "b", parts: [1] };
  expect(merged(began, { ...began, text: "mine" }, { ...began, text: "theirs", title: "new" })).toEqual({
    text: "mine",
    title: "new",
    parts: [1],
  });
  expect(merged(began, { ...began, parts: [1, 2] }, { ...began, parts: [3] }).parts).toEqual([1, 2]);
});

it("absent and empty are the same, other values are told apart", () => {
  expect([isSame(null, undefined), isSame([{ a: 1 }], [{ a: 1 }]), isSame("", "a"), isSame("", null)]).toEqual([
    true,
    true,
    false,
    false,
  ]);
});
