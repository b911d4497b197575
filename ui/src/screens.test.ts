import { expect, test } from "vitest";
import { screenOf, screens } from "./screens";

test("names and keys of screens are their own", () => {
  expect(new Set(screens.map((it) => it.id)).size).toBe(screens.length);
  const keys = screens.flatMap((it) => it.key ?? []);
  expect(new Set(keys).size).toBe(keys.length);
});

test("an unknown name shows the first screen", () => {
  expect(screenOf("nowhere").id).toBe("today");
});
