import { beforeEach, describe, expect, it, vi } from "vitest";
import type { EditorHandle } from "../../components/text-editor/plain-editor";
import type { Content, Finding, Overrides, Post, PostDetail, Remedy, VariantCheck } from "../../ipc";
import { replaceDoor } from "../../ipc/door";
import { session as sample } from "../../ipc/mock/data";
import { session } from "../../session";
import { Composer } from "./composer.svelte";
import { grouped } from "./findings";
import { INHERITS_ALL } from "./inherit";
import { actOf, onlyIn, putRight } from "./put-right";

const words = { title: "", hashtags: "", link: "", first_comment: "", media: [], parts: [] };
let composer: Composer;
let shared: Content;
let own: Record<string, Overrides>;
let focused: { name: string; stretch: unknown }[];
let called: { name: string; args: Record<string, unknown> }[];

beforeEach(() => {
  vi.stubGlobal("requestAnimationFrame", () => 0);
  vi.stubGlobal("cancelAnimationFrame", () => undefined);
  session.snapshot = structuredClone(sample);
  [shared, own, focused, called] = [{ ...words, text: "" }, {}, [], []];
  replaceDoor({
    invoke: (_, args) => {
      const command = args["command"] as { name: string; args: Record<string, unknown> };
      called.push(command);
      if (command.name === "tag_link") return Promise.resolve({ url: `${String(command.args["url"])}?utm_source=x` });
      return Promise.resolve(detail());
    },
    listen: () => Promise.resolve(() => undefined),
    address: (path) => path,
  });
});

const channels = ["ch-bs", "ch-ig", "ch-x"];

function detail(): PostDetail {
  const post = { id: "p", channels, revision: 1, updated_at: "2026-11-18T01:10:00Z", planned: null, shared };
  const variants = Object.entries(own).map(([channel, overrides]) => ({ post: "p", channel, overrides }));
  return { post: post as unknown as Post, variants, assets: [], deliveries: [], checks: [] } as unknown as PostDetail;
}

/** A post that is open, with these findings on these channels. */
async function open(found: Record<string, Partial<Finding>[]>): Promise<void> {
  composer = new Composer("p");
  await composer.load();
  const checks = Object.entries(found).map(([channel, findings]) => ({
    channel,
    content: composer.contentOf(channel),
    check: { findings: findings.map((it) => ({ ...blank, ...it })), ranges: [], measures: [] },
    pictures: [],
    pieces: [],
  }));
  composer.checks?.learn(checks as unknown as VariantCheck[]);
  for (const name of ["text", "first_comment", "part:0"] as const)
    composer.editors.ready(name, {
      focus: (stretch: unknown) => focused.push({ name, stretch }),
    } as unknown as EditorHandle);
}

const blank: Finding = {
  code: "weekday_wrong",
  severity: "warning",
  field: "text",
  start: null,
  end: null,
  part: 0,
  values: {},
  remedy: null,
};
const by = (remedy: Remedy, start: number, end: number): Partial<Finding> => ({ remedy, start, end });

async function put(): Promise<void> {
  const [row] = grouped(composer.findingsOf(composer.tab ? [composer.tab] : channels));
  if (row) await putRight(composer, row);
  composer.checks?.stop();
  composer.draft?.stop();
}

describe("a finding is put right", () => {
  it("for all at once where several say it, and in each version with words of its own", async () => {
    shared = { ...words, text: "Senin 19 November" };
    own = { "ch-x": { ...INHERITS_ALL, text: "Ayo Senin 19 November" } };
    const act = { act: "replace" as const, with: "Kamis" };
    await open({ "ch-bs": [by(act, 0, 5)], "ch-ig": [by(act, 0, 5)], "ch-x": [by(act, 4, 9)] });
    await put();
    expect(composer.contentOf("ch-bs").text).toBe("Kamis 19 November");
    expect(composer.contentOf("ch-x").text).toBe("Ayo Kamis 19 November");
    expect(composer.draft?.ownOf("ch-ig").text).toBeNull();
    expect([composer.tab, focused]).toEqual([null, [{ name: "text", stretch: { start: 0, end: 5 } }]]);
  });

  it("in a version of its own where only one channel says it; what is shared stays whole", async () => {
    shared = { ...words, text: "Kopi jahe hangat. Mulai hari ini." };
    await open({ "ch-x": [{ ...by({ act: "cut" }, 20, 33), code: "text_too_long" }] });
    await put();
    expect(composer.tab).toBe("ch-x");
    expect(composer.contentOf("ch-x").text).toBe("Kopi jahe hangat.");
    expect(composer.contentOf(null).text).toBe("Kopi jahe hangat. Mulai hari ini.");
  });

  it("by hand in one version after the other where each has words of its own", async () => {
    shared = { ...words, text: "Kopi" };
    own = { "ch-ig": { ...INHERITS_ALL, text: "Kopi [harga]" }, "ch-x": { ...INHERITS_ALL, text: "[harga] saja" } };
    const left = { ...by({ act: "edit" }, 5, 12), code: "placeholder_left" };
    await open({ "ch-ig": [left], "ch-x": [{ ...left, start: 0, end: 7 }] });
    await put();
    expect([composer.tab, focused]).toEqual(["ch-ig", [{ name: "text", stretch: { start: 5, end: 12 } }]]);
  });

  it("never in words that have changed since", async () => {
    shared = { ...words, text: "Senin 19 November" };
    await open({ "ch-bs": [by({ act: "replace", with: "Kamis" }, 0, 5)] });
    composer.open("ch-bs");
    composer.write("text", "Ayo Senin 19 November");
    await put();
    expect(composer.content.text).toBe("Ayo Senin 19 November");
  });

  it("by going to the first comment, or to the part, it is about", async () => {
    shared = { ...words, text: "Halo", first_comment: "Beli di [link]", parts: [{ text: "Isi [x]", media: [] }] };
    await open({ "ch-bs": [{ ...by({ act: "edit" }, 8, 14), field: "first_comment" }] });
    composer.open("ch-bs");
    await put();
    await open({ "ch-bs": [{ ...by({ act: "edit" }, 4, 7), part: 1 }] });
    composer.open("ch-bs");
    await put();
    expect(focused).toEqual([
      { name: "first_comment", stretch: { start: 8, end: 14 } },
      { name: "part:0", stretch: { start: 4, end: 7 } },
    ]);
  });

  it("by choosing another time: the channel's own where it has one, else the one for all", async () => {
    own = { "ch-x": { ...INHERITS_ALL, planned: { wall: "2098-12-03T19:00", zone: "Asia/Jakarta" } } };
    const late = { remedy: { act: "change_time" as const }, code: "same_minute" };
    await open({ "ch-bs": [late], "ch-x": [late] });
    await put();
    expect([composer.tab, composer.planning.isPicking, composer.planning.ownAt]).toEqual([null, true, null]);
    await open({ "ch-x": [late] });
    await put();
    expect([composer.tab, composer.planning.isPicking, composer.planning.ownAt?.wall]).toEqual([
      "ch-x",
      false,
      "2098-12-03T19:00",
    ]);
  });

  it("by having the core mark a link, where it stands", async () => {
    shared = { ...words, text: "Pesan di kopi.id ya" };
    await open({ "ch-bs": [{ ...by({ act: "tag_link" }, 9, 16), code: "utm_missing" }] });
    composer.open("ch-bs");
    await put();
    const args = { post: "p", channel: "ch-bs", url: "kopi.id", preset: null };
    expect(called.find((it) => it.name === "tag_link")?.args).toEqual(args);
    expect(composer.content.text).toBe("Pesan di kopi.id?utm_source=x ya");
  });

  it("once, however often its button is pressed, and not over what is written meanwhile", async () => {
    shared = { ...words, text: "Pesan di kopi.id ya" };
    await open({ "ch-bs": [{ ...by({ act: "tag_link" }, 9, 16), code: "utm_missing" }] });
    composer.open("ch-bs");
    await Promise.all([put(), put()]);
    await put();
    expect(composer.content.text).toBe("Pesan di kopi.id?utm_source=x ya");
    await open({ "ch-bs": [{ ...by({ act: "tag_link" }, 9, 16), code: "utm_missing" }] });
    composer.open("ch-bs");
    const putting = put();
    await Promise.resolve();
    composer.write("text", "Ayo pesan di kopi.id ya");
    await putting;
    expect(composer.content.text).toBe("Ayo pesan di kopi.id ya");
  });

  it("not in words that nobody has judged yet", async () => {
    shared = { ...words, text: "Pesan di kopi.id ya" };
    const missing = { ...by({ act: "tag_link" }, 9, 16), code: "utm_missing" };
    await open({ "ch-bs": [missing] });
    composer.open("ch-bs");
    const [row] = grouped(composer.findingsOf(["ch-bs"]));
    composer.write("text", "Pesan di kopi.id?utm_source=x ya");
    if (row) await putRight(composer, row);
    expect(composer.content.text).toBe("Pesan di kopi.id?utm_source=x ya");
    composer.checks?.stop();
    composer.draft?.stop();
  });

  it("by choosing another time", async () => {
    await open({ "ch-bs": [{ remedy: { act: "change_time" }, code: "same_minute" }] });
    await put();
    expect(composer.planning.isPicking).toBe(true);
  });

  it("as a thread only where the network has threads, and by moving a link only into an empty field", async () => {
    shared = { ...words, text: "Lihat kopi.id" };
    const network = session.network("bluesky");
    if (!network) throw new Error("the sample has this network");
    network.fields = ["text"];
    network.abilities.threads = false;
    await open({ "ch-bs": [{ ...by({ act: "replace", with: "" }, 6, 13), code: "link_not_clickable" }] });
    const [row] = grouped(composer.findingsOf(channels));
    const long = { ...row, way: { act: "cut" as const }, finding: { ...blank, code: "text_too_long" } };
    expect(row && [actOf(composer, row), actOf(composer, long as typeof row), onlyIn(composer, row)]).toEqual([
      "replace",
      "cut",
      "ch-bs",
    ]);
    network.fields = ["text", "link"];
    network.abilities.threads = true;
    expect(row && [actOf(composer, row), actOf(composer, long as typeof row)]).toEqual(["move_link", "thread"]);
  });
});
