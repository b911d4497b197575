import { describe, expect, it } from "vitest";
import { grouped, split, stepped } from "./order";

const spot = (network: string, placement: string, used: boolean) => ({ network, placement, used });
const feed = spot("instagram", "feed", true);
const story = spot("instagram", "story", true);
const wide = spot("x", "wide", true);
const pin = spot("pinterest", "pin", false);
const all = [feed, story, wide, pin];

describe("the placements on show", () => {
  it("are those the brand uses, the rest can be unfolded", () => {
    expect(split(all, undefined)).toEqual({ first: [feed, story, wide], rest: [pin] });
  });

  it("are the ones asked for, in their order, without what no longer exists", () => {
    const wanted = [wide, { network: "x", placement: "gone" }, feed];
    expect(split(all, wanted)).toEqual({ first: [wide, feed], rest: [story, pin] });
  });

  it("are all where a brand uses none yet", () => {
    expect(split([pin], [])).toEqual({ first: [pin], rest: [] });
  });

  it("stand by network, in the order networks come first", () => {
    expect(grouped([wide, feed, story]).map((it) => [it.network, it.places.length])).toEqual([
      ["x", 1],
      ["instagram", 2],
    ]);
  });

  it("are gone through in a circle", () => {
    expect(stepped(all, pin, 1)).toBe(feed);
    expect(stepped(all, feed, -1)).toBe(pin);
    expect(stepped(all, { network: "x", placement: "gone" }, 1)).toBe(feed);
  });
});
