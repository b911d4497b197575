import { beforeEach, describe, expect, it, vi } from "vitest";
import { type Door, replaceDoor } from "./door";

const args = { words: { post: "p", shared: null, channel: null, overrides: null }, open: null };
const door: Door = {
  invoke: () => Promise.resolve([]),
  listen: () => Promise.resolve(() => undefined),
  address: (path) => path,
};
let now = 0;
let check: typeof import("./at-once").measureAtOnce;

beforeEach(async () => {
  now = 0;
  vi.spyOn(performance, "now").mockImplementation(() => now);
  vi.resetModules();
  const fresh = await import("./door");
  ({ measureAtOnce: check } = await import("./at-once"));
  at = (atOnce) => fresh.replaceDoor(atOnce ? { ...door, atOnce } : door);
});
let at: (atOnce: Door["atOnce"]) => void = (atOnce) => replaceDoor(atOnce ? { ...door, atOnce } : door);

describe("a count that is waited for", () => {
  it("is what the shell says of these words", () => {
    const asked: unknown[] = [];
    at((protocol, question) => {
      asked.push([protocol, question]);
      return ["counted"];
    });
    expect([check(args), check(args)]).toEqual([["counted"], ["counted"]]);
    expect(asked[0]).toEqual(["count", args]);
  });

  it("is not waited for again for a while after a late answer, which still counts", () => {
    let asked = 0;
    at(() => {
      asked++;
      now += 40;
      return ["late"];
    });
    expect([check(args), check(args), asked]).toEqual([["late"], null, 1]);
    now += 5001;
    expect([check(args), asked]).toEqual([["late"], 2]);
  });

  it("is asked for by the command where the shell is too busy, and for good where it does not answer so", () => {
    at(() => null);
    expect(check(args)).toBeNull();
    now += 5001;
    at(() => {
      throw new Error("no such protocol");
    });
    expect(check(args)).toBeNull();
    at(() => ["counted"]);
    now += 1_000_000;
    expect(check(args)).toBeNull();
  });

  it("is asked for by the command where there is no shell", () => {
    at(undefined);
    expect(check(args)).toBeNull();
  });
});
