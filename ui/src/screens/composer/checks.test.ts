import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { RenditionView, VariantCheck } from "../../ipc";
import { replaceDoor } from "../../ipc/door";
import { Checks, mergedPictures } from "./checks.svelte";

const picture = (asset: string, x: number, bytes: number | null): RenditionView => ({
  asset,
  placement: "feed-portrait",
  width: 1080,
  height: 1350,
  crop: { x, y: 0, width: 2400, height: 3000 },
  bytes,
  max_bytes: 8_000_000,
  src: bytes === null ? `asset/${asset}` : `rendition/${asset}-${x}`,
  findings: [],
});

const check = (attached: string[], pictures: RenditionView[]): VariantCheck => ({
  channel: "ig",
  kind: "text",
  content: {
    text: "",
    title: "",
    hashtags: "",
    link: "",
    first_comment: "",
    media: attached.map((asset) => ({ asset, alt: "", focus: { x: 0.5, y: 0.5 } })),
    parts: [],
  },
  check: {
    network: "instagram",
    length: 0,
    limit: null,
    unit: null,
    fits: true,
    measures: [],
    ranges: [],
    findings: [],
  },
  pictures,
  pieces: [],
});

describe("what is said of the saved words", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("waits while somebody writes, and is forgotten when the words have changed", async () => {
    replaceDoor({
      invoke: () => Promise.resolve([check([], [])]),
      listen: () => Promise.resolve(() => undefined),
      address: (path) => path,
    });
    let wanted = 0;
    const checks = new Checks("p", () => wanted++);
    const question = { shared: check([], []).content, channel: null, overrides: null };
    const saved = check(["a"], [picture("a", 800, null)]);
    checks.look(question);
    await vi.advanceTimersByTimeAsync(100);
    checks.take([saved]);
    checks.look(question);
    await vi.advanceTimersByTimeAsync(1000);
    expect([checks.settled["ig"]?.pictures, checks.isBehind, wanted]).toEqual([[], false, 0]);
    checks.look(question);
    await vi.advanceTimersByTimeAsync(100);
    checks.take([saved]);
    expect([checks.byChannel["ig"] === saved, checks.isBehind]).toEqual([false, true]);
    await vi.advanceTimersByTimeAsync(100);
    expect([checks.settled["ig"] === saved, checks.isBehind, wanted]).toEqual([true, false, 0]);
    await vi.advanceTimersByTimeAsync(400);
    expect(wanted).toBe(1);
    checks.stop();
  });
});

describe("prepared pictures", () => {
  it("stay while only words change", () => {
    const known = [picture("a", 800, 412_000)];
    expect(mergedPictures(known, check(["a"], [picture("a", 800, null)]))).toEqual(known);
    expect(mergedPictures(known, check(["a"], []))).toEqual(known);
  });

  it("give way when the focal point cuts differently", () => {
    const fresh = picture("a", 300, null);
    expect(mergedPictures([picture("a", 800, 412_000)], check(["a"], [fresh]))).toEqual([fresh]);
  });

  it("are the same as before where an answer only says them again", () => {
    const checks = new Checks("p");
    checks.learn([check(["a"], [picture("a", 800, 412_000)])]);
    const before = checks.pictures;
    checks.learn([check(["a"], [picture("a", 800, 412_000)])]);
    expect(checks.pictures).toBe(before);
    checks.learn([check(["a"], [picture("a", 300, 90_000)])]);
    expect(checks.pictures["ig"]).toEqual([picture("a", 300, 90_000)]);
    checks.stop();
  });

  it("leave with the picture", () => {
    expect(mergedPictures([picture("a", 800, 412_000)], check([], []))).toEqual([]);
  });
});
