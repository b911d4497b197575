import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Measured, RenditionView, VariantCheck } from "../../ipc";
import { type Door, replaceDoor } from "../../ipc/door";
import { Checks, mergedPictures, type Question } from "./checks.svelte";

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

const content = (text: string) => ({ ...check([], []).content, text });
const words = (text: string) => ({ shared: content(text), channel: null, overrides: null });
const open = (text: string) => ({ channel: null, content: content(text) });
const spot = { field: "text" as const, part: -1, stretch: null };
const hashtag = { field: "text" as const, part: 0, start: 0, end: 2, tone: "hashtag" as const };

/** What the core says to a text: how long it is, and that it begins with a hashtag. */
const answer = (text: string): Measured => ({
  versions: [{ channel: "ig", measures: [{ ...measure, length: text.length }], parts: [] }],
  marks: [hashtag],
});
const measure = { field: "text" as const, unit: "graphemes" as const, length: 0, limit: 300 };
const length = (checks: Checks) => checks.measures["ig"]?.measures[0]?.length;

describe("words while they are written", () => {
  let asked: string[];
  let late: (() => void)[];
  const door: Door = {
    invoke: (_, args) => {
      const { name, args: given } = args["command"] as { name: string; args: Record<string, never> };
      asked.push(name);
      if (name === "check_text") return Promise.resolve([check([], [])]);
      const { words } = given as unknown as { words: Question };
      return new Promise((done) => late.push(() => done(answer(words.shared.text))));
    },
    listen: () => Promise.resolve(() => undefined),
    address: (path) => path,
  };
  beforeEach(() => {
    vi.useFakeTimers();
    [asked, late] = [[], []];
    replaceDoor(door);
  });
  afterEach(() => void vi.useRealTimers());

  it("are counted and coloured before the next frame, and judged when somebody rests", async () => {
    replaceDoor({ ...door, atOnce: (_, { words }) => answer((words as Question).shared.text) });
    const checks = new Checks("p");
    for (const text of ["#k", "#ko", "#kop"]) {
      checks.look(words(text), open(text));
      expect([length(checks), checks.marksOf(spot, open(text))]).toEqual([text.length, [hashtag]]);
      await vi.advanceTimersByTimeAsync(100);
    }
    expect([asked, checks.isBehind]).toEqual([[], true]);
    await vi.advanceTimersByTimeAsync(100);
    expect([asked, checks.isBehind]).toEqual([["check_text"], false]);
    expect(checks.settled["ig"]).toBeDefined();
    checks.stop();
  });

  it("are counted a little later where nobody can wait for it, keys pressed meanwhile together", async () => {
    const checks = new Checks("p");
    for (const text of ["#k", "#ko", "#kop"]) checks.look(words(text), open(text));
    expect([asked, checks.marksOf(spot, open("#kop"))]).toEqual([["measure_text"], null]);
    late.shift()?.();
    await vi.advanceTimersByTimeAsync(0);
    // Nearer than nothing.
    expect([length(checks), asked]).toEqual([2, ["measure_text", "measure_text"]]);
    late.shift()?.();
    await vi.advanceTimersByTimeAsync(0);
    expect([length(checks), checks.marksOf(spot, open("#kop"))]).toEqual([4, [hashtag]]);
    checks.stop();
  });

  it("keep their count when an answer about older ones is late", async () => {
    const checks = new Checks("p");
    checks.look(words("#k"), open("#k"));
    // Who had no answer at once asks for it again after a while.
    await vi.advanceTimersByTimeAsync(6000);
    replaceDoor({ ...door, atOnce: (_, { words }) => answer((words as Question).shared.text) });
    checks.look(words("#kopi"), open("#kopi"));
    late.shift()?.();
    await vi.advanceTimersByTimeAsync(0);
    expect(length(checks)).toBe(5);
    checks.stop();
  });

  it("are judged at once where a button changed them", async () => {
    const checks = new Checks("p");
    checks.look(words("Satu"), open("Satu"));
    await checks.hurry();
    expect([asked, checks.isBehind]).toEqual([["measure_text", "check_text"], false]);
    await vi.advanceTimersByTimeAsync(1000);
    expect(asked).toHaveLength(2);
    checks.stop();
  });
});

describe("pictures of the saved words", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("are asked for where they are not cut yet", async () => {
    let wanted = 0;
    const checks = new Checks("p", () => wanted++);
    checks.take([check(["a"], [picture("a", 800, null)])]);
    checks.take([check(["a"], [picture("a", 800, null)])]);
    await vi.advanceTimersByTimeAsync(500);
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
