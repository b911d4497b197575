import { beforeEach, expect, it } from "vitest";
import { language } from "../../i18n";
import { EMPTY, filled, firstWords, hasVariable, VARIABLES, written } from "./variables";

const values = {
  brand: "Kopi Senja",
  campaign: "Hari Guru",
  price: "Rp 25.000",
  date: "18 November 2026",
  day: "Rabu",
  time: "19.00",
  channel: "Instagram",
};

beforeEach(() => language.speak("id"));

it("a variable is known by its name in either language, whatever its case", () => {
  expect(filled("{Merek} dan {brand}: {harga}", values)).toBe("Kopi Senja dan Kopi Senja: Rp 25.000");
});

it("another word in braces stands in square brackets, other braces are left alone", () => {
  expect(filled("{nama menu} {} { } {a:b}", values)).toBe("[nama menu] {} { } {a:b}");
});

it("only words in braces are variables", () => {
  expect(hasVariable("Halo {merek}")).toBe(true);
  expect(hasVariable("Halo { } {}")).toBe(false);
});

it("a variable is written in the language on screen", () => {
  expect(VARIABLES.map((it) => written(it.name)).join(" ")).toBe(
    "{merek} {kampanye} {harga} {tanggal} {hari} {jam} {kanal}",
  );
  language.speak("en");
  expect(written("date")).toBe("{date}");
});

it("a template is listed by all its fields on one line", () => {
  const content = { ...EMPTY, title: "Promo", text: "Dua baris\n\nsaja", hashtags: "#kopi" };
  expect(firstWords("template", content)).toBe("Promo · Dua baris saja · #kopi");
  expect(firstWords("hashtags", content)).toBe("#kopi");
});
