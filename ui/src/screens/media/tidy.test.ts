import { beforeEach, expect, it } from "vitest";
import type { AssetRow, DuplicateGroup } from "../../ipc";
import { replaceDoor } from "../../ipc/door";
import { notices } from "../../session";
import { Tidy } from "./tidy.svelte";

let called: { name: string; args: Record<string, unknown> }[];
let refused: string[];
let found: unknown;
let tidy: Tidy;

const row = (id: string, posts = 0) => ({ asset: { id, file_name: `${id}.jpg` }, posts, removed: false }) as AssetRow;
const group: DuplicateGroup = { assets: [row("a", 3), row("b", 1), row("c")] };
const names = () => called.map((it) => it.name);

beforeEach(async () => {
  [called, refused, found] = [[], [], null];
  replaceDoor({
    invoke: async (command, args) => {
      if (command !== "call") return (called.push({ name: command, args }), found);
      const { name, args: given } = args["command"] as { name: string; args: Record<string, unknown> };
      called.push({ name, args: given });
      if (name === "find_duplicates") return [group, { assets: [row("x"), row("y")] }];
      if (name === "clean_library") return { files: 3, bytes: 4_200_000, kept: 0 };
      if (name !== "keep_asset") return { missing: [], unused: [] };
      const ids = given["others"] as string[];
      const no = ids.filter((id) => refused.includes(id));
      const failure = { code: "asset_in_use", values: { posts: "1" } };
      return { done: ids.length - no.length, refused: no.map((id) => ({ id, failure })) };
    },
    listen: () => Promise.resolve(() => undefined),
    address: (path) => path,
  });
  notices.close();
  tidy = new Tidy();
  await tidy.look();
  await tidy.compare();
  called = [];
});

it("keeping one in place of the others is one act", async () => {
  await tidy.keep(group, group.assets[0] as AssetRow);
  expect(called[0]).toEqual({ name: "keep_asset", args: { kept: "a", others: ["b", "c"] } });
  expect(notices.shown?.text).toBe("a.jpg disimpan, 2 berkas pindah ke Sampah.");
  expect(tidy.duplicates?.length).toBe(1);
});

it("what a live post still shows stays, and is said", async () => {
  refused = ["b"];
  await tidy.keep(group, group.assets[0] as AssetRow);
  expect(notices.shown?.text).toContain("1 masih dipakai");
});

it("a group that is kept as it is changes nothing", () => {
  tidy.leave(tidy.duplicates?.[0] as DuplicateGroup);
  expect(tidy.duplicates?.length).toBe(1);
  expect(called).toEqual([]);
});

it("a file that was shown is looked for again, one that was not is not", async () => {
  await tidy.find(row("a"));
  expect(names()).toEqual(["find_missing"]);
  found = { id: "a", file_name: "a.jpg" };
  await tidy.find(row("a"));
  expect(names()).toEqual(["find_missing", "find_missing", "check_library"]);
  expect(notices.shown?.text).toBe("a.jpg kembali.");
});

it("cleaning says what went and looks again", async () => {
  await tidy.clean("stray");
  expect(called[0]).toEqual({ name: "clean_library", args: { what: "stray" } });
  expect(names()).toContain("check_library");
  expect(notices.shown?.text).toMatch(/^3 berkas dihapus, 4,2\sMB lega\.$/);
});
