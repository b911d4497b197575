import { beforeEach, expect, it } from "vitest";
import type { Asset, Post, PostDetail } from "../../ipc";
import { replaceDoor } from "../../ipc/door";
import { Composer } from "./composer.svelte";

const framing: Asset["framing"] = { focus: { x: 0.2, y: 0.8 }, fit: { how: "bars" }, crops: [] };
const picture = (id: string): Asset => ({ id, alt: `Foto ${id}`, framing }) as Asset;
const shown = (id: string) => ({ asset: id, alt: `Foto ${id}`, ...framing });

let composer: Composer;

beforeEach(async () => {
  const shared = { text: "", title: "", hashtags: "", link: "", first_comment: "", media: [], parts: [] };
  const parts = [{ text: "Kedua", media: [] }];
  const post = { id: "p", channels: [], shared: { ...shared, parts }, tags: [], revision: 1 } as unknown as Post;
  const detail = { post, variants: [], assets: [], deliveries: [], checks: [] } as unknown as PostDetail;
  replaceDoor({
    invoke: () => Promise.resolve(detail),
    listen: () => Promise.resolve(() => undefined),
    address: (path) => path,
  });
  composer = new Composer("p");
  await composer.load();
});

it("what is chosen in the library is attached as it is described and framed there", () => {
  composer.attaching.openLibrary();
  expect(composer.beside).toBe("library");
  composer.attaching.attachChosen([picture("a"), picture("b")]);
  expect(composer.content.media).toEqual([shown("a"), shown("b")]);
  expect(composer.assets["a"]?.alt).toBe("Foto a");
});

it("what is attached already keeps what was written about it in the post", () => {
  composer.attaching.attachChosen([picture("a")]);
  composer.write("media", [{ ...shown("a"), alt: "Khusus" }]);
  composer.attaching.attachChosen([picture("a"), picture("b")]);
  expect(composer.content.media).toEqual([{ ...shown("a"), alt: "Khusus" }, shown("b")]);
});

it("the library opened for a part of a thread attaches there", () => {
  composer.attaching.openLibrary(0);
  composer.attaching.attachChosen([picture("c")]);
  expect(composer.content.media).toEqual([]);
  expect(composer.content.parts[0]).toEqual({ text: "Kedua", media: [shown("c")] });
});
