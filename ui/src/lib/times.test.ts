import { describe, expect, it } from "vitest";
import { readTime } from "./times";

describe("typed times", () => {
  it("reads the ways people write them", () => {
    const written = ["19", "19.00", "19:00", "1900", " 7 pm ", "7.30 PM", "0:05", "12 am"];
    expect(written.map(readTime)).toEqual(["19:00", "19:00", "19:00", "19:00", "19:00", "19:30", "00:05", "00:00"]);
  });

  it("refuses what is no time of day", () => {
    for (const text of ["", "25.00", "19.60", "malam", "13 pm", "-1", "19.000"])
      expect(readTime(text), text).toBeNull();
  });
});
