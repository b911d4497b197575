import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Args, AssetRow } from "../../ipc";
import { replaceDoor } from "../../ipc/door";
import { notices } from "../../session";
import { UNFILTERED } from "./filters";
import { Media, MOST_IN_A_POST } from "./media.svelte";

let total: number;
let asked: Args<"list_assets">[];
let changed: Args<"change_assets">[];
let refused: string[];
let called: { name: string; args: unknown }[];
let media: Media;

const asset = (id: string) => ({
  id,
  file_name: `${id}.jpg`,
  alt: `Foto ${id}`,
  framing: { focus: { x: 0.25, y: 0.5 }, fit: { how: "fill" }, crops: [] },
});
const row = (id: string) => ({ asset: asset(id), posts: 0, removed: false }) as unknown as AssetRow;

function answer(name: string, args: unknown): unknown {
  called.push({ name, args });
  switch (name) {
    case "list_albums":
      return [{ id: "al", name: "Menu", assets: 2, cover: null }];
    case "list_media_tags":
      return [{ name: "promo", assets: 2 }];
    case "save_album":
      return { id: "new", name: (args as Args<"save_album">).name, assets: 0, cover: null };
    case "change_assets": {
      const given = args as Args<"change_assets">;
      changed.push(given);
      const no = given.ids.filter((it) => refused.includes(it));
      const failure = { code: "asset_in_use", values: { posts: "2" } };
      return { done: given.ids.length - no.length, refused: no.map((id) => ({ id, failure })) };
    }
    case "get_asset":
      return asset((args as Args<"get_asset">).id);
    case "create_post":
      return { post: { id: "p", revision: 3, planned: null, shared: { text: "", media: [], parts: [] } } };
    case "list_assets": {
      const given = args as Args<"list_assets">;
      asked.push(given);
      const end = Math.min(total, given.offset + given.limit);
      const rows = Array.from({ length: Math.max(0, end - given.offset) }, (_, at) => row(`a${given.offset + at}`));
      return { rows, total };
    }
    default:
      return {};
  }
}

const settled = () => new Promise((done) => setTimeout(done, 0));
const selected = () => [...media.selection.names.keys()];

beforeEach(async () => {
  total = 1200;
  [asked, changed, refused, called] = [[], [], [], []];
  replaceDoor({
    invoke: async (_, args) => {
      const { name, args: given } = args["command"] as { name: string; args: unknown };
      return answer(name, given);
    },
    listen: () => Promise.resolve(() => undefined),
    address: (path) => path,
  });
  notices.close();
  vi.stubGlobal("location", { hash: "" });
  media = new Media();
  await media.open();
});

describe("the grid", () => {
  it("another filter asks anew, lets the selection go and closes the panel", async () => {
    media.flip(3);
    media.openAt(3);
    media.toggleTag("promo");
    await settled();
    expect(asked.at(-1)).toMatchObject({ tags: ["promo"], offset: 0, in_trash: false });
    expect([media.selected, media.opened]).toEqual([0, null]);
    expect(media.params).toEqual({ tags: "promo" });
  });

  it("Shift selects originals that were never looked at", async () => {
    media.flip(2);
    await media.extendTo(450);
    expect(selected().length).toBe(449);
    expect(selected().at(-1)).toBe("a450");
  });

  it("everything found is selected, not only what is shown", async () => {
    await media.selectAll();
    expect(media.selected).toBe(1200);
  });

  it("what was asked before the filter changed does not become the selection", async () => {
    const all = media.selectAll();
    media.filter({ ...UNFILTERED, query: "kopi" });
    await all;
    expect(media.selected).toBe(0);
  });

  it("an open panel follows the keys, a closed one stays closed", () => {
    media.moveTo(4);
    expect(media.opened).toBeNull();
    media.openAt(4);
    media.moveTo(5);
    expect([media.cursor, media.opened]).toEqual([5, "a5"]);
  });

  it("of fifty thousand only what is looked at is read", async () => {
    total = 50_000;
    await media.reload();
    await media.rows.need(30_000, 30_048);
    expect(asked.at(-1)).toMatchObject({ offset: 30_000, limit: 100 });
    expect(media.rows.at(30_047)?.asset.id).toBe("a30047");
    expect(media.rows.total).toBe(50_000);
  });

  it("from the trash an album leads back to the grid", async () => {
    media.show("trash");
    media.goTo("al");
    await settled();
    expect([media.view, media.filters.album]).toEqual(["grid", "al"]);
    expect(asked.at(-1)).toMatchObject({ album: "al", in_trash: false });
  });

  it("the open original stands in the address", () => {
    media.openAt(7);
    const other = new Media();
    other.read(media.params);
    expect(other.opened).toBe("a7");
  });
});

describe("a change to many", () => {
  it("is one step that can be taken back, and names what was refused", async () => {
    refused = ["a1"];
    for (const at of [0, 1, 2]) media.flip(at);
    await media.change({ act: "remove" });
    expect(changed).toEqual([{ ids: ["a0", "a1", "a2"], change: { act: "remove" } }]);
    expect(notices.shown?.text).toBe("2 berkas dipindah ke Sampah.");
    expect(notices.shown?.action?.keys).toBe("Ctrl Z");
    expect(media.bulk.refused).toMatchObject([{ id: "a1", name: "a1.jpg", failure: { code: "asset_in_use" } }]);
    expect(media.selected).toBe(0);
  });

  it("without a selection is for the tile the keys stand on", async () => {
    media.moveTo(6);
    await media.change({ act: "set_stars", stars: 4 });
    expect(changed).toEqual([{ ids: ["a6"], change: { act: "set_stars", stars: 4 } }]);
    expect(notices.shown?.text).toBe("4 bintang untuk “a6.jpg”.");
  });

  it("that leaves the originals where they are keeps the selection", async () => {
    media.flip(1);
    await media.change({ act: "add_tag", tag: "teras" });
    expect(selected()).toEqual(["a1"]);
  });

  it("a removed original closes its panel", async () => {
    media.openAt(2);
    await media.change({ act: "remove" });
    expect(media.opened).toBeNull();
  });

  it("into a new album makes the album first, into a known one of that name only adds", async () => {
    media.flip(0);
    await media.albumOf("Lebaran");
    expect(changed.at(-1)?.change).toEqual({ act: "add_to_album", album: "new" });
    await media.albumOf("menu");
    expect(changed.at(-1)?.change).toEqual({ act: "add_to_album", album: "al" });
    expect(called.filter((it) => it.name === "save_album").length).toBe(1);
    expect(notices.shown?.text).toBe("“a0.jpg” masuk album Menu.");
  });
});

describe("a new post", () => {
  it("shows the selected ones in their order, described and framed as they are", async () => {
    media.flip(5);
    media.flip(2);
    await media.useInPost();
    const save = called.find((it) => it.name === "save_post")?.args as Args<"save_post">;
    expect(save).toMatchObject({ id: "p", revision: 3 });
    expect(save.patch.shared?.media).toEqual([
      { asset: "a5", alt: "Foto a5", focus: { x: 0.25, y: 0.5 }, fit: { how: "fill" }, crops: [] },
      { asset: "a2", alt: "Foto a2", focus: { x: 0.25, y: 0.5 }, fit: { how: "fill" }, crops: [] },
    ]);
    expect(location.hash).toBe("#/composer?id=p");
  });

  it("holds no more than any network takes", async () => {
    await media.selectAll();
    await media.useInPost();
    const save = called.find((it) => it.name === "save_post")?.args as Args<"save_post">;
    expect(save.patch.shared?.media.length).toBe(MOST_IN_A_POST);
  });
});
