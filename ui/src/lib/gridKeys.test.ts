import { expect, it } from "vitest";
import { gridKey } from "./gridKeys";

/** Twenty-two cells, five in a row, two rows seen: the last row has two. */
const press = (key: string, cursor = 7, held: Partial<KeyboardEvent> = {}) =>
  gridKey(
    { key, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...held },
    { cursor, count: 22, columns: 5, rows: 2 },
  );
const to = (key: string, cursor?: number) => {
  const done = press(key, cursor);
  return done?.act === "go" ? done.to : null;
};

it("arrows go along the row, and up and down the column", () => {
  expect([to("ArrowLeft"), to("ArrowRight"), to("ArrowUp"), to("ArrowDown")]).toEqual([6, 8, 2, 12]);
  expect([to("Home"), to("End"), to("PageDown"), to("PageUp", 17)]).toEqual([0, 21, 17, 7]);
});

it("nothing leads out of the grid", () => {
  expect([to("ArrowLeft", 0), to("ArrowUp", 3), to("ArrowRight", 21), to("ArrowDown", 21)]).toEqual([0, 3, 21, 21]);
  expect([to("PageUp", 7), to("PageDown", 15)]).toEqual([2, 20]);
});

it("down into a shorter last row ends at its last cell", () => {
  expect([to("ArrowDown", 16), to("ArrowDown", 18)]).toEqual([21, 21]);
});

it("with Shift the way there is selected", () => {
  expect(press("ArrowDown", 7, { shiftKey: true })).toEqual({ act: "extend", to: 12 });
});

it("digits rate, Space chooses, Ctrl A chooses all, other letters do nothing", () => {
  expect(press("4")).toEqual({ act: "rate", stars: 4 });
  expect(press("0")).toEqual({ act: "rate", stars: 0 });
  expect(press("6")).toBeNull();
  expect(press("0", 7, { ctrlKey: true })).toBeNull();
  expect(press(" ")).toEqual({ act: "flip" });
  expect(press("a", 7, { ctrlKey: true })).toEqual({ act: "all" });
  expect(press("a")).toBeNull();
});

it("an empty grid hears no key", () => {
  const event = { key: "End", ctrlKey: false, metaKey: false, shiftKey: false, altKey: false };
  expect(gridKey(event, { cursor: 0, count: 0, columns: 5, rows: 2 })).toBeNull();
});
