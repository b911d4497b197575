import { expect, test } from "vitest";
import { match } from "./match";

test("every word must occur, in any order", () => {
  expect(match("Paket Senja buat berdua", "buat senja")).not.toBeNull();
  expect(match("Paket Senja buat berdua", "senja pagi")).toBeNull();
  expect(match("Apa pun", "")).not.toBeNull();
});

test("what matched is marked", () => {
  expect(match("Menu Senja", "senja")?.pieces).toEqual([
    { text: "Menu ", hit: false },
    { text: "Senja", hit: true },
  ]);
});

test("the start of a word counts more than its middle", () => {
  const start = match("Ke Laporan", "lap")?.score ?? 0;
  const middle = match("Salaplapan", "lap")?.score ?? 0;
  expect(start).toBeGreaterThan(middle);
});
