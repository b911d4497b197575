import { describe, expect, it } from "vitest";
import type { Framing } from "../../ipc";
import { alike, followers, modeOf, withArea, withMode } from "./change";

const area = { x: 0.1, y: 0.2, width: 0.5, height: 0.6 };
const plain: Framing = { focus: { x: 0.5, y: 0.5 }, fit: { how: "fill" }, crops: [] };
const spot = (network: string, placement: string, width: number, height: number, exact = true) => ({
  network,
  placement,
  width,
  height,
  exact,
});
const feed = spot("instagram", "feed", 1080, 1350);
const story = spot("instagram", "story", 1080, 1920);
const portrait = spot("x", "portrait", 1200, 1500);
const free = spot("bluesky", "picture", 2000, 2500, false);
const all = [feed, story, portrait, free];

describe("how a placement gets its part", () => {
  it("follows the focal point unless somebody said otherwise", () => {
    expect(modeOf(plain, feed)).toBe("follow");
    expect(modeOf({ ...plain, fit: { how: "bars" } }, feed)).toBe("bars");
    expect(modeOf({ ...plain, fit: { how: "part", area } }, feed)).toBe("exact");
  });

  it("is its own where it has a frame, and the others' stays", () => {
    const framing = withArea(plain, [feed], area);
    expect(modeOf(framing, feed)).toBe("exact");
    expect(modeOf(framing, story)).toBe("follow");
    expect(withArea(framing, [feed], { ...area, x: 0 }).crops).toHaveLength(1);
  });

  it("goes back with the others, and leaves frames of their own alone", () => {
    const framing = withArea(plain, [feed, story], area);
    const bars = withMode(framing, feed, "bars");
    expect(bars.fit).toEqual({ how: "bars" });
    expect(bars.crops.map((it) => it.placement)).toEqual(["story"]);
    expect(modeOf(withMode(bars, feed, "follow"), portrait)).toBe("follow");
  });

  it("tells how many change with it", () => {
    expect(followers(plain, feed, all)).toBe(3);
    expect(followers(withArea(plain, [story], area), feed, all)).toBe(2);
  });
});

describe("placements of the same ratio", () => {
  it("share a frame whatever their size, those that take any shape with nobody", () => {
    expect(alike(feed, all)).toEqual([portrait]);
    expect(alike(story, all)).toEqual([]);
    expect(alike(free, all)).toEqual([]);
  });

  it("are the same where networks only rounded", () => {
    const [small, large] = [spot("x", "a", 1200, 675), spot("y", "b", 1600, 901)];
    expect(alike(small, [small, large])).toEqual([large]);
  });
});
