import { expect, it } from "vitest";
import { listKey } from "./keys";

const press = (key: string, held: Partial<KeyboardEvent> = {}, cursor = 5) =>
  listKey({ key, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...held }, cursor, 100, 12);

it("arrows and pages go through the list and stop at its ends", () => {
  expect(press("ArrowDown")).toEqual({ act: "go", to: 6 });
  expect(press("PageDown")).toEqual({ act: "go", to: 17 });
  expect(press("PageUp")).toEqual({ act: "go", to: 0 });
  expect(press("End")).toEqual({ act: "go", to: 99 });
  expect(press("ArrowDown", {}, 99)).toEqual({ act: "go", to: 99 });
});

it("with Shift they select on the way", () => {
  expect(press("ArrowUp", { shiftKey: true })).toEqual({ act: "extend", to: 4 });
  expect(press("End", { shiftKey: true })).toEqual({ act: "extend", to: 99 });
});

it("Space chooses, Ctrl A chooses all, a letter does nothing", () => {
  expect(press(" ")).toEqual({ act: "flip" });
  expect(press(" ", { ctrlKey: true })).toEqual({ act: "flip" });
  expect(press("a", { ctrlKey: true })).toEqual({ act: "all" });
  expect(press("a")).toBeNull();
  expect(press("Enter", { ctrlKey: true })).toBeNull();
});

it("the menu key and Shift F10 open the menu", () => {
  expect(press("ContextMenu")).toEqual({ act: "menu" });
  expect(press("F10", { shiftKey: true })).toEqual({ act: "menu" });
  expect(press("F10")).toBeNull();
});
