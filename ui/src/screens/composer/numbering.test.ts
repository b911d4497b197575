import { describe, expect, it } from "vitest";
import { numbered, numberingOf, withoutNumbers } from "./numbering";

describe("numbers of a thread", () => {
  it("are written, brought up to date and taken away", () => {
    const two = numbered(["Pertama", "Kedua "]);
    expect(two).toEqual(["Pertama (1/2)", "Kedua (2/2)"]);
    const three = [...two, "Ketiga"];
    expect(numberingOf(three)).toBe("stale");
    expect(numbered(three)).toEqual(["Pertama (1/3)", "Kedua (2/3)", "Ketiga (3/3)"]);
    expect(withoutNumbers(numbered(three))).toEqual(["Pertama", "Kedua", "Ketiga"]);
  });

  it("are told from other brackets", () => {
    expect(numberingOf(["Skor (1/2) tadi", "lanjut"])).toBe("none");
    expect(numberingOf(["a (1/2)", "b (2/2)"])).toBe("right");
    expect(numberingOf(["a (2/2)", "b (1/2)"])).toBe("stale");
  });
});
