import { expect, it } from "vitest";
import { isAddress, withScheme } from "./address";

it("an address is told from other words", () => {
  expect(["kopi.id", "https://kopi.id/menu?a=1", "kopi.id:8080/x"].map(isAddress)).toEqual([true, true, true]);
  expect(["kopi", "rani@kopi.id", "kopi jahe.", "kopi.", "", "https://"].some(isAddress)).toBe(false);
});

it("an address without a scheme gets the safe one", () => {
  expect([withScheme("kopi.id"), withScheme("http://kopi.id")]).toEqual(["https://kopi.id", "http://kopi.id"]);
});
