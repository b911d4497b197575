import { expect, it } from "vitest";
import { pieces } from "./found";

const drawn = (text: string, marks: [number, number][]) =>
  pieces(text, marks)
    .map((it) => (it.hit ? `[${it.text}]` : it.text))
    .join("");

it("marked stretches are pieces of their own", () => {
  expect(drawn("kopi senja di teras", [[5, 10]])).toBe("kopi [senja] di teras");
  expect(drawn("kopi", [[0, 4]])).toBe("[kopi]");
});

it("an emoji before a mark counts two units", () => {
  expect(drawn("☕🌧 kopi", [[4, 8]])).toBe("☕🌧 [kopi]");
});

it("marks out of order, overlapping or beyond the end lose no letter", () => {
  expect(
    drawn("kopi susu", [
      [5, 99],
      [0, 4],
    ]),
  ).toBe("[kopi] [susu]");
  expect(
    drawn("kopi susu", [
      [0, 6],
      [4, 9],
    ]),
  ).toBe("[kopi s][usu]");
  expect(drawn("kopi", [[2, 2]])).toBe("kopi");
});

it("markup in a text stays text", () => {
  expect(pieces("<b>kopi</b>", [[3, 7]])).toEqual([
    { text: "<b>", hit: false },
    { text: "kopi", hit: true },
    { text: "</b>", hit: false },
  ]);
});
