import { expect, test } from "vitest";
import { addressOf, parseAddress } from "./navigation.svelte";

test("an address reads back", () => {
  const address = addressOf("post", { id: "a b&c", day: "2026-11-18" });
  expect(parseAddress(address)).toEqual({ screen: "post", params: { id: "a b&c", day: "2026-11-18" } });
});

test("no address is today", () => {
  expect(parseAddress("")).toEqual({ screen: "today", params: {} });
  expect(addressOf("today")).toBe("#/today");
});
