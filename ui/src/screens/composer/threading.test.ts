import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Content, Post, PostDetail } from "../../ipc";
import { replaceDoor } from "../../ipc/door";
import { Composer } from "./composer.svelte";
import { divided, goOnAsThread, wordsOf } from "./threading";

/** A network that takes so many letters a part, and says so as the core does. */
const LIMIT = 40;

const blank = { title: "", hashtags: "", link: "", first_comment: "", media: [] };
let post: Post;

function judged(content: Content) {
  const check = (text: string, part: number) => ({
    findings:
      text.length > LIMIT
        ? [{ code: "text_too_long", field: "text", part, start: LIMIT, end: text.length, remedy: { act: "cut" } }]
        : [],
    ranges: [],
    measures: [],
  });
  const pieces = content.parts.map((it, at) => ({ role: "part", part: at + 1, check: check(it.text, at + 1) }));
  return [{ channel: "c", content, check: check(content.text, 0), pictures: [], pieces }];
}

beforeEach(() => {
  vi.stubGlobal("requestAnimationFrame", () => 0);
  vi.stubGlobal("cancelAnimationFrame", () => undefined);
  post = {
    id: "p",
    channels: ["c"],
    revision: 1,
    updated_at: "2026-11-18T01:10:00Z",
    planned: null,
    shared: { ...blank, text: "", parts: [] },
  } as unknown as Post;
  replaceDoor({
    invoke: (_, args) => {
      const { name, args: given } = args["command"] as { name: string; args: { shared: Content } };
      if (name === "check_text") return Promise.resolve(judged(given.shared));
      return Promise.resolve({ post, variants: [], assets: [], deliveries: [], checks: [] } as unknown as PostDetail);
    },
    listen: () => Promise.resolve(() => undefined),
    address: (path) => path,
  });
});

async function threaded(text: string): Promise<string[]> {
  const composer = new Composer("p");
  await composer.load();
  composer.write("text", text);
  await goOnAsThread(composer, null);
  composer.checks?.stop();
  composer.draft?.stop();
  return wordsOf(composer.content);
}

describe("going on as a thread", () => {
  it("makes as many parts as are needed, each ending with a sentence", async () => {
    const text = "Kopi jahe hangat untuk sore hujan. Mulai hari ini di Dago. Besok juga di Braga. Sampai jumpa!";
    expect(await threaded(text)).toEqual([
      "Kopi jahe hangat untuk sore hujan.",
      "Mulai hari ini di Dago.",
      "Besok juga di Braga. Sampai jumpa!",
    ]);
  });

  it("leaves room for the numbers where the thread had some", async () => {
    const words = await threaded("Kopi jahe hangat untuk sore hujan. Mulai hari ini. Di Dago saja. (1/1)");
    expect(words.every((it) => it.length <= LIMIT)).toBe(true);
    expect(words[0]?.endsWith(`(1/${words.length})`)).toBe(true);
    expect(words.at(-1)).toContain("Di Dago saja.");
  });

  it("touches nothing that fits", async () => {
    expect(await threaded("Kopi jahe.")).toEqual(["Kopi jahe."]);
  });
});

it("a divided part has its rest right behind it, its pictures stay", () => {
  const picture = { asset: "a", alt: "", focus: { x: 0.5, y: 0.5 } };
  const parts = [
    { text: "Satu. Dua.", media: [picture] },
    { text: "Akhir", media: [] },
  ];
  const after = divided({ ...blank, text: "Awal", parts }, { field: "part", part: 0, stretch: null }, 6);
  expect(after.parts).toEqual([
    { text: "Satu.", media: [picture] },
    { text: "Dua.", media: [] },
    { text: "Akhir", media: [] },
  ]);
});
