import { describe, expect, it } from "vitest";
import { isPast, proposed } from "./when";

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
