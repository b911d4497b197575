import { expect, it } from "vitest";
import { extended, flipped, NOTHING, only, type Selection, stretch } from "./selection";

const post = (id: string) => ({ id, name: id.toUpperCase() });
const ids = (it: Selection) => [...it.names.keys()];

it("a second choice of the same post takes it out", () => {
  const one = flipped(NOTHING, post("a"), 3);
  expect([...one.names]).toEqual([["a", "A"]]);
  expect(ids(flipped(one, post("a"), 3))).toEqual([]);
});

it("Shift counts from the last single choice, up and down", () => {
  const one = flipped(NOTHING, post("d"), 3);
  expect(stretch(one, 6)).toEqual({ first: 3, end: 7 });
  expect(stretch(one, 0)).toEqual({ first: 0, end: 4 });
});

it("a stretch is added and leaves the anchor where it was", () => {
  const more = extended(flipped(only([post("z")]), post("b"), 1), [post("b"), post("c")]);
  expect(ids(more)).toEqual(["z", "b", "c"]);
  expect(more.anchor).toBe(1);
});
