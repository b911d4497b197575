/** The pretend core's library: originals, albums, who uses what, and tidying up. */
import type { Args, Command, Reply } from "../commands";
import { CallFailure } from "../failure";
import type { Album, Asset, AssetRow, AssetsChange } from "../types";
import * as data from "./data";

type Answers = { [C in Command]?: (args: Args<C>) => Reply<C> };

const NAMES = ["latte", "senja", "biji", "barista"];
const TAGS = ["menu", "teras", "barista", "hari besar"];
const rows = new Map<string, AssetRow>();
const albums = new Map<string, { album: Album; assets: Set<string> }>();
let tell: () => void = () => undefined;

/** Fills the library: the shop's own pictures, and as many more as are asked for. `told` hears of every change. */
export function fill(empty: boolean, many: number, told: () => void): void {
  tell = told;
  if (empty) return;
  for (const asset of data.assets) rows.set(asset.id, { asset, posts: 1, removed: false });
  for (let at = 0; at < many; at++) {
    const name = NAMES[at % NAMES.length] ?? "latte";
    const asset = data.makeAsset(`asset-${name}-${at}`, `${name}-${String(at + 1).padStart(5, "0")}.jpg`, at);
    asset.tags = TAGS.filter((_, n) => (at + n) % 5 === 0);
    asset.stars = at % 7 > 5 ? 0 : at % 6;
    rows.set(asset.id, { asset, posts: at % 3, removed: false });
  }
  for (const [id, name] of [
    ["al-menu", "Menu baru"],
    ["al-teras", "Teras & suasana"],
    ["al-ramadan", "Ramadan 2026"],
  ] as const) {
    const assets = new Set([...rows.keys()].filter((_, at) => (at + name.length) % 4 === 0));
    albums.set(id, { album: { id, name, assets: assets.size, cover: [...assets][0] ?? null }, assets });
  }
}

function find(id: string): AssetRow {
  const found = rows.get(id);
  if (!found) throw new CallFailure({ code: "not_found", values: { what: id } });
  return found;
}

/** An original by its identifier. */
export const assetOf = (id: string): Asset => find(id).asset;

function list(asked: Args<"list_assets">): Reply<"list_assets"> {
  const words = (asked.query ?? "").toLowerCase().split(/\s+/).filter(Boolean);
  const inAlbum = asked.album ? albums.get(asked.album)?.assets : null;
  const found = [...rows.values()].filter(({ asset, posts, removed }) => {
    const text = `${asset.file_name} ${asset.alt} ${asset.tags.join(" ")} ${asset.credit}`.toLowerCase();
    return (
      removed === (asked.in_trash ?? false) &&
      words.every((it) => text.includes(it)) &&
      (!inAlbum || inAlbum.has(asset.id)) &&
      (asked.tags ?? []).every((it) => asset.tags.includes(it)) &&
      asset.stars >= (asked.stars ?? 0) &&
      (asked.kind ?? "all") !== (asset.video ? "picture" : "video") &&
      (asked.used ?? posts > 0) === posts > 0
    );
  });
  const by = { newest: "", oldest: "", name: "file_name", largest: "bytes", stars: "stars" }[asked.order ?? "newest"];
  if (by === "file_name") found.sort((a, b) => a.asset.file_name.localeCompare(b.asset.file_name));
  if (by === "bytes") found.sort((a, b) => b.asset.bytes - a.asset.bytes);
  if (by === "stars") found.sort((a, b) => b.asset.stars - a.asset.stars);
  return { rows: found.slice(asked.offset, asked.offset + asked.limit), total: found.length };
}

function change(ids: string[], it: AssetsChange): Reply<"change_assets"> {
  const refused: Reply<"change_assets">["refused"] = [];
  for (const id of ids) {
    const row = find(id);
    if (it.act === "remove" && row.posts > 0)
      refused.push({ id, failure: { code: "asset_in_use", values: { posts: String(row.posts) } } });
    else rows.set(id, changed(row, it));
  }
  tell();
  return { done: ids.length - refused.length, refused };
}

function changed(row: AssetRow, it: AssetsChange): AssetRow {
  const { asset } = row;
  const wearing = (part: Partial<Asset>): AssetRow => ({ ...row, asset: { ...asset, ...part } });
  switch (it.act) {
    case "add_tag":
      return wearing({ tags: [...new Set([...asset.tags, it.tag])] });
    case "remove_tag":
      return wearing({ tags: asset.tags.filter((tag) => tag !== it.tag) });
    case "set_stars":
      return wearing({ stars: it.stars });
    case "set_credit":
      return wearing({ credit: it.credit, licence: it.licence });
    case "add_to_album":
      albums.get(it.album)?.assets.add(asset.id);
      return row;
    case "remove_from_album":
      albums.get(it.album)?.assets.delete(asset.id);
      return row;
    default:
      return { ...row, removed: it.act === "remove" };
  }
}

const shown = () => [...rows.values()].filter((it) => !it.removed);

export const library: Answers = {
  get_asset: ({ id }) => find(id).asset,
  list_assets: list,
  list_albums: () =>
    [...albums.values()].map(({ album, assets }) => ({
      ...album,
      assets: assets.size,
      cover: [...assets][0] ?? null,
    })),
  save_album: ({ id, name }) => {
    const known = id ? albums.get(id) : undefined;
    const album: Album = { id: id ?? `al-${albums.size + 1}`, name, assets: 0, cover: null };
    albums.set(album.id, { album, assets: known?.assets ?? new Set() });
    return album;
  },
  remove_album: ({ id }) => (albums.delete(id), { operation: "op", label: "remove_album" }),
  list_media_tags: () =>
    TAGS.map((name) => ({ name, assets: shown().filter((it) => it.asset.tags.includes(name)).length })),
  change_assets: ({ ids, change: it }) => change(ids, it),
  save_asset: ({ id, patch }) => {
    const row = find(id);
    const given = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== null)) as Partial<Asset>;
    rows.set(id, { ...row, asset: { ...row.asset, ...given } });
    tell();
    return find(id).asset;
  },
  asset_uses: ({ id }) =>
    data.posts.slice(0, find(id).posts).map(({ post, deliveries }, at) => ({
      post: post.id,
      title: post.title,
      progress: data.progressOf(deliveries.map((it) => it.delivery.state)),
      planned: post.planned,
      channels: at % 2 ? post.channels.slice(0, 1) : [],
      replaceable: at === 0,
    })),
  replace_asset: ({ from, to }) => {
    const done = find(from).posts;
    rows.set(to, { ...find(to), posts: find(to).posts + done });
    rows.set(from, { ...find(from), posts: 0 });
    tell();
    return { done, refused: [] };
  },
  keep_asset: ({ kept, others }) => {
    const posts = others.reduce((sum, id) => sum + find(id).posts, find(kept).posts);
    rows.set(kept, { ...find(kept), posts });
    for (const id of others) rows.set(id, { ...find(id), posts: 0 });
    return change(others, { act: "remove" });
  },
  find_alike: ({ id }) =>
    shown()
      .filter((it) => it.asset.id !== id)
      .slice(0, 2),
  find_duplicates: () =>
    [{ assets: shown().slice(0, 2) }, { assets: shown().slice(4, 7) }].filter((it) => it.assets[1]),
  check_library: () => {
    const unused = shown().filter((it) => it.posts === 0);
    const trash = [...rows.values()].filter((it) => it.removed);
    const weight = (some: AssetRow[]) => some.reduce((sum, it) => sum + it.asset.bytes, 0);
    return {
      missing: shown().slice(1, 3),
      missing_assets: 2,
      unused: unused.slice(0, 500),
      unused_assets: unused.length,
      unused_bytes: weight(unused),
      trash: { assets: trash.length, bytes: weight(trash), needed: 0 },
      stray: { files: 3, bytes: 4_200_000 },
      renditions: { files: 214, bytes: 96_400_000 },
      unseen: 12,
    };
  },
  clean_library: () => (tell(), { files: 3, bytes: 4_200_000, kept: 0 }),
  list_jobs: () => [],
  cancel_job: () => ({}),
};
