import { expect, test } from "vitest";
import { chordOf, chordsOf, Sequence } from "./keys";

const press = (key: string, held: Partial<Record<"ctrlKey" | "shiftKey" | "altKey" | "metaKey", boolean>> = {}) =>
  chordOf({ key, ctrlKey: false, shiftKey: false, altKey: false, metaKey: false, ...held });

test("a pressed key reads like the key a command declares", () => {
  expect(press("k", { ctrlKey: true })).toBe(chordsOf("Ctrl K")[0]);
  expect(press("Z", { ctrlKey: true, shiftKey: true })).toBe(chordsOf("Ctrl Shift Z")[0]);
  expect(press("?", { shiftKey: true })).toBe(chordsOf("?")[0]);
  expect(press("+", { ctrlKey: true, shiftKey: true })).toBe(chordsOf("Ctrl +")[0]);
  expect(press("=", { ctrlKey: true })).toBe(chordsOf("Ctrl =")[0]);
  expect(press("\\", { ctrlKey: true })).toBe(chordsOf("Ctrl \\")[0]);
  expect(press("ArrowLeft", { shiftKey: true })).toBe(chordsOf("Shift ArrowLeft")[0]);
  expect(press("n")).toBe(chordsOf("N")[0]);
});

test("a held key is not the key alone", () => {
  expect(press("n", { ctrlKey: true })).not.toBe(chordsOf("N")[0]);
  expect(press("z", { ctrlKey: true })).not.toBe(chordsOf("Ctrl Shift Z")[0]);
});

test("two keys in a row are one sequence", () => {
  const sequences = [chordsOf("N"), chordsOf("G H"), chordsOf("G D")];
  const typed = new Sequence();
  expect(typed.take("g", 0, sequences)).toBeNull();
  expect(typed.isWaiting).toBe(true);
  expect(typed.take("h", 400, sequences)).toBe(1);
  expect(typed.isWaiting).toBe(false);
});

test("a first key does not wait for ever", () => {
  const typed = new Sequence();
  const sequences = [chordsOf("G H"), chordsOf("H")];
  typed.take("g", 0, sequences);
  expect(typed.take("h", 2000, sequences)).toBe(1);
});

test("a wrong second key is taken for itself", () => {
  const typed = new Sequence();
  const sequences = [chordsOf("G H"), chordsOf("N")];
  typed.take("g", 0, sequences);
  expect(typed.take("n", 100, sequences)).toBe(1);
});
