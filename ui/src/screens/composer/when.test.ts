import { describe, expect, it } from "vitest";
import { isPast, proposed, readTime } from "./when";

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

describe("proposed times", () => {
  it("is this evening while it lies ahead, in the brand's zone and not the laptop's", () => {
    expect(proposed(new Date("2026-11-18T11:00:00Z"), "Asia/Jakarta").wall).toBe("2026-11-18T19:00");
    expect(proposed(new Date("2026-11-18T12:30:00Z"), "Asia/Jakarta").wall).toBe("2026-11-19T19:00");
    expect(proposed(new Date("2026-11-18T11:00:00Z"), "Asia/Jayapura").wall).toBe("2026-11-19T19:00");
  });

  it("knows what is over", () => {
    const at = { wall: "2026-11-18T19:00", zone: "Asia/Jakarta" };
    expect(isPast(at, new Date("2026-11-18T11:59:00Z"))).toBe(false);
    expect(isPast(at, new Date("2026-11-18T12:01:00Z"))).toBe(true);
  });
});
