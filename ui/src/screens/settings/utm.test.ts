import { expect, it } from "vitest";
import { presetWrong, tagged, USUAL } from "./utm";

const known = { network: "instagram", campaign: "hari-guru", post: "menu-senja" };

it("variables take the post's values, what is empty is left out", () => {
  const preset = { ...USUAL, content: "{post} {network}" };
  expect(tagged("https://kopisenja.id/menu?meja=4", preset, known)).toBe(
    "https://kopisenja.id/menu?meja=4&utm_source=instagram&utm_medium=social&utm_campaign=hari-guru&utm_content=menu-senja+instagram",
  );
  expect(tagged("https://kopisenja.id/", USUAL, { ...known, campaign: "" })).not.toContain("utm_campaign");
});

it("a preset needs a name of its own", () => {
  const named = (name: string) => ({ ...USUAL, name });
  expect(presetWrong([named(" ")], 0)).toBe("name_missing");
  expect(presetWrong([named("Iklan"), named("iklan ")], 1)).toBe("name_twice");
  expect(presetWrong([named("Iklan"), named("Bio")], 1)).toBeNull();
});
