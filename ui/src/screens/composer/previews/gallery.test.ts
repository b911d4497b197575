import { expect, test } from "vitest";
import { rowsOf } from "./gallery";

test("a grid has rows of three, and of two where three do not come out even", () => {
  expect(rowsOf(0)).toEqual([]);
  expect(rowsOf(1)).toEqual([1]);
  expect(rowsOf(2)).toEqual([2]);
  expect(rowsOf(4)).toEqual([2, 2]);
  expect(rowsOf(5)).toEqual([2, 3]);
  expect(rowsOf(7)).toEqual([2, 2, 3]);
  for (let count = 1; count <= 30; count++) {
    expect(
      rowsOf(count).reduce((sum, it) => sum + it, 0),
      `${count}`,
    ).toBe(count);
  }
});
