import { beforeEach, expect, test } from "vitest";
import { declaredMessages, fill, language, word, wordIn, wordTables } from ".";

// Every module that declares words, so that none is forgotten here.
const modules = import.meta.glob(
  [
    "../screens/**/messages.ts",
    "../components/**/messages.ts",
    "../shell/messages.ts",
    "../session/*.ts",
    "../lib/*.ts",
    "../screens.ts",
    "!../**/*.test.ts",
  ],
  { eager: true },
);

beforeEach(() => language.speak("id"));

test("every message of every screen has words in both languages", () => {
  expect(Object.keys(modules).length).toBeGreaterThan(10);
  expect(declaredMessages().length).toBeGreaterThan(8);
  for (const table of declaredMessages()) {
    for (const [key, both] of Object.entries(table)) {
      for (const lang of ["id", "en"] as const) {
        const said = both[lang];
        expect(typeof said === "function" || said.trim().length > 0, `${key} in ${lang}`).toBe(true);
      }
      expect(typeof both.id, key).toBe(typeof both.en);
      if (typeof both.id === "function" && typeof both.en === "function")
        expect(both.id.length, key).toBe(both.en.length);
    }
  }
});

test("every shared word has both languages and the same places for values", () => {
  expect(wordTables().size).toBeGreaterThanOrEqual(5);
  const places = (sentence: string) => [...sentence.matchAll(/\{(\w+)\}/g)].map((it) => it[1]).sort();
  for (const [name, table] of wordTables()) {
    for (const [code, entry] of Object.entries(table)) {
      expect(entry.id.trim(), `${name}/${code}`).not.toBe("");
      expect(entry.en.trim(), `${name}/${code}`).not.toBe("");
      expect(places(entry.id), `${name}/${code}`).toEqual(places(entry.en));
    }
  }
});

test("a word follows the language and takes its values", () => {
  expect(word("text_too_long", { length: 291, limit: 280, over: 11 })).toBe("291 dari 280. Lebih 11.");
  language.speak("en");
  expect(word("text_too_long", { length: 291, limit: 280, over: 11 })).toBe("291 of 280. 11 too many.");
});

test("a code nobody knows is shown with a sentence around it", () => {
  expect(word("no_such_code")).toContain("no_such_code");
  expect(word("no_such_code").length).toBeGreaterThan(20);
});

test("a table of its own goes first", () => {
  expect(wordIn("states", "live")).toBe("Tayang");
  expect(wordIn("nowhere", "live")).toBe("Tayang");
});

test("a place without a value keeps its name", () => {
  expect(fill("{a} dan {b}", { a: 1 })).toBe("1 dan {b}");
});
