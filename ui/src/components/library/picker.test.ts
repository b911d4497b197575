import { beforeEach, expect, it } from "vitest";
import type { Args, AssetRow } from "../../ipc";
import { replaceDoor } from "../../ipc/door";
import { Picker } from "./picker.svelte";

let asked: Args<"list_assets">[];

const row = (at: number) => ({ asset: { id: `a${at}`, file_name: `foto-${at}.jpg` }, posts: 0, removed: false });

beforeEach(() => {
  asked = [];
  replaceDoor({
    invoke: (_, args) => {
      const { name, args: given } = args["command"] as { name: string; args: Args<"list_assets"> };
      if (name === "list_albums") return Promise.resolve([{ id: "al", name: "Menu", assets: 3, cover: null }]);
      asked.push(given);
      return Promise.resolve({ rows: Array.from({ length: 9 }, (_, at) => row(at) as AssetRow), total: 9 });
    },
    listen: () => Promise.resolve(() => undefined),
    address: (path) => path,
  });
});

const opened = async (multiple: boolean, without: string | null = null) => {
  const picker = new Picker(multiple, without);
  await picker.open();
  return picker;
};
const ids = (picker: Picker) => picker.taken().map((it) => it.id);

it("gives the originals in the order they were chosen in", async () => {
  const picker = await opened(true);
  for (const at of [4, 1, 7]) picker.flip(at);
  picker.flip(1);
  expect(ids(picker)).toEqual(["a4", "a7"]);
});

it("without a choice it gives the one the keys stand on", async () => {
  const picker = await opened(true);
  picker.cursor = 3;
  expect(ids(picker)).toEqual(["a3"]);
});

it("where one is wanted, another takes its place", async () => {
  const picker = await opened(false);
  picker.flip(2);
  picker.flip(5);
  expect(ids(picker)).toEqual(["a5"]);
});

it("an original never takes its own place", async () => {
  const picker = await opened(false, "a0");
  picker.flip(0);
  expect(ids(picker)).toEqual([]);
  picker.flip(1);
  expect(ids(picker)).toEqual(["a1"]);
});

it("asks for the words and the album, and keeps what was chosen", async () => {
  const picker = await opened(true);
  picker.flip(6);
  picker.look(" teras ", "al");
  expect(asked.at(-1)).toMatchObject({ query: "teras", album: "al", offset: 0 });
  expect(picker.albums.map((it) => it.name)).toEqual(["Menu"]);
  expect(ids(picker)).toEqual(["a6"]);
});
