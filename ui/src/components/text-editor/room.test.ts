import { expect, test } from "vitest";
import { roomFor } from "./room";

test("a field of several lines grows by three at a time, and shrinks again", () => {
  expect([1, 4, 4.001, 5, 7, 7.001, 8].map((it) => roomFor(it, 4))).toEqual([4, 4, 4, 7, 7, 7, 10]);
});

test("a field of one line grows line by line", () => {
  expect([1, 2, 3].map((it) => roomFor(it, 1))).toEqual([1, 2, 3]);
});
