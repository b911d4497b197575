import { expect, test } from "vitest";
import type { DeliveryState, TodayRow } from "../../ipc";
import { makePost, rowOf } from "../../ipc/mock/data";
import { grouped, titleOf } from "./today.svelte";

function rows(...states: [string, DeliveryState][]): TodayRow[] {
  const kept = makePost("Menu Senja", "Kopi jahe", "2026-11-18T12:00", states);
  return kept.deliveries.map((delivery) => ({ row: rowOf(kept), delivery }));
}

test("channels posted to by hand share a row, the one Kelola sends to has its own", () => {
  const groups = grouped(rows(["ch-bs", "planned"], ["ch-ig", "planned"], ["ch-x", "planned"]));
  expect(groups.map((group) => group.map((it) => it.delivery.network))).toEqual([["bluesky"], ["instagram", "x"]]);
});

test("what needs an answer never shares a row", () => {
  expect(grouped(rows(["ch-ig", "missed"], ["ch-x", "missed"]))).toHaveLength(2);
  expect(grouped(rows(["ch-ig", "reminded"], ["ch-x", "reminded"]))).toHaveLength(2);
});

test("two posts at the same time stay two rows", () => {
  expect(grouped([...rows(["ch-ig", "planned"]), ...rows(["ch-ig", "planned"])])).toHaveLength(2);
});

test("a post without a title is called by its first words", () => {
  const [it] = rows(["ch-ig", "planned"]);
  if (!it) throw new Error("one row was made");
  expect(titleOf(it)).toBe("Menu Senja");
  expect(titleOf({ ...it, row: { ...it.row, title: "" } })).toBe("Kopi jahe");
});
