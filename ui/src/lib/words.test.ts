import { expect, it } from "vitest";
import { typedWords, withWords } from "./words";

it("a pasted list is cut at commas, semicolons and lines", () => {
  expect(typedWords("murah meriah, termurah;\nno.  1\n\n ,gratis ")).toEqual([
    "murah meriah",
    "termurah",
    "no. 1",
    "gratis",
  ]);
});

it("a word that is there already is not added again", () => {
  expect(withWords(["Murah"], ["murah", "gratis", "GRATIS"])).toEqual(["Murah", "gratis"]);
});
