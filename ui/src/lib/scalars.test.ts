import { describe, expect, it } from "vitest";
import { placesIn } from "./scalars";

describe("places in a text", () => {
  it("are the same while every letter is one unit", () => {
    const place = placesIn("kopi senja");
    expect([0, 4, 10, 99, -1].map(place)).toEqual([0, 4, 10, 10, 0]);
  });

  it("move past letters of two units", () => {
    const place = placesIn("😀 #kopi 🍌");
    expect([0, 1, 2, 7, 8, 9].map(place)).toEqual([0, 2, 3, 8, 9, 11]);
  });

  it("count a line end of two signs as the editor does, once", () => {
    const text = "a\r\nb";
    expect([0, 1, 2, 3, 4].map(placesIn(text))).toEqual([0, 1, 1, 2, 3]);
  });
});
