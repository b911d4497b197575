/** All originals: what is looked for, how it is shown, which of them are selected, and which one is open. */
import {
  type Album,
  type AlbumId,
  type AssetId,
  type AssetRow,
  type AssetsChange,
  call,
  type MediaTag,
} from "../../ipc";
import { listAssets } from "../../components/library/list";
import { Rows } from "../../components/rows.svelte";
import { extended, flipped, type Named, NOTHING, only, type Selection, stretch } from "../../lib/selection";
import { drafts, notices, type Params } from "../../session";
import { Bulk } from "./bulk.svelte";
import { type Filters, fromParams, isFiltered, question, toParams, UNFILTERED } from "./filters";
import { t } from "./messages";

/** So many are selected at most. */
const MOST = 10_000;
/** One post shows no more pictures than this; no network takes more. */
export const MOST_IN_A_POST = 35;

export const VIEWS = ["grid", "trash", "tidy"] as const;
export type View = (typeof VIEWS)[number];

export class Media {
  filters = $state.raw<Filters>(UNFILTERED);
  view = $state<View>("grid");
  albums = $state.raw<readonly Album[]>([]);
  tags = $state.raw<readonly MediaTag[]>([]);
  selection = $state.raw<Selection>(NOTHING);
  /** The tile the keys act on. */
  cursor = $state(0);
  /** The original whose panel is open. */
  opened = $state<AssetId | null>(null);
  /** Rows to select are being read. */
  gathering = $state(false);
  readonly rows = new Rows<AssetRow>((offset, limit) =>
    listAssets({ ...question(this.filters, this.inTrash), offset, limit }),
  );
  readonly bulk = new Bulk();

  get inTrash(): boolean {
    return this.view === "trash";
  }
  get isFiltered(): boolean {
    return isFiltered(this.filters);
  }
  get isEmpty(): boolean {
    return this.rows.total === 0;
  }
  get selected(): number {
    return this.selection.names.size;
  }
  /** How many can be selected at once. */
  get most(): number {
    return Math.min(MOST, this.rows.total ?? 0);
  }
  get album(): Album | undefined {
    return this.albums.find((it) => it.id === this.filters.album);
  }
  /** What the address says of it. */
  get params(): Params {
    return {
      ...(this.view === "grid" ? {} : { view: this.view }),
      ...toParams(this.filters),
      ...(this.opened ? { open: this.opened } : {}),
    };
  }

  /** Reads what an address asks for; `open` then asks the core. */
  read(params: Params): void {
    this.filters = fromParams(params);
    this.view = VIEWS.find((it) => it === params["view"]) ?? "grid";
    this.letGo();
    this.opened = params["open"] ?? null;
  }

  /** The grid from a tile on, and the albums and tags there are. */
  async open(first = 0): Promise<void> {
    await Promise.all([this.ask(first), this.loadLabels()]);
  }

  /** After something changed. */
  async reload(): Promise<void> {
    await Promise.all([this.view === "tidy" ? null : this.rows.again(), this.loadLabels()]);
  }

  filter(filters: Filters): void {
    this.filters = filters;
    this.view = this.view === "tidy" ? "grid" : this.view;
    this.opened = null;
    this.letGo();
    void this.ask();
  }

  goTo(album: AlbumId | null): void {
    if (this.inTrash) this.view = "grid";
    this.filter({ ...this.filters, album });
  }

  toggleTag(tag: string): void {
    const { tags } = this.filters;
    this.filter({ ...this.filters, tags: tags.includes(tag) ? tags.filter((it) => it !== tag) : [...tags, tag] });
  }

  show(view: View): void {
    if (view === this.view) return;
    this.view = view;
    this.opened = null;
    this.letGo();
    void this.ask();
  }

  /** The keys go to a tile; an open panel follows them. */
  moveTo(at: number): void {
    this.cursor = at;
    const row = this.rows.at(at);
    if (this.opened && row) this.opened = row.asset.id;
  }

  openAt(at: number): void {
    this.cursor = at;
    this.opened = this.rows.at(at)?.asset.id ?? this.opened;
  }

  isSelected(id: AssetId): boolean {
    return this.selection.names.has(id);
  }

  flip(at: number): void {
    const row = this.rows.at(at);
    this.cursor = at;
    if (row) this.selection = flipped(this.selection, named(row), at);
  }

  /** Selects up to a tile from where the last choice was made, or from the cursor when nothing is selected. */
  async extendTo(at: number): Promise<void> {
    if (!this.selected) this.selection = only([], this.cursor);
    this.moveTo(at);
    const { first, end } = stretch(this.selection, at);
    const rows = await this.gather(() => this.rows.stretch(first, Math.min(end, first + MOST)));
    if (rows) this.selection = extended(this.selection, rows.map(named));
  }

  /** Selects every original that was found, also those never looked at. */
  async selectAll(): Promise<void> {
    const rows = await this.gather(() => this.rows.all(MOST));
    if (rows) this.selection = only(rows.map(named));
  }

  /** Selects these, given with their names. */
  select(assets: readonly Named[]): void {
    this.selection = only(assets);
  }

  /** Selects nothing; the keys go on from a tile. */
  letGo(cursor = 0): void {
    this.selection = NOTHING;
    this.cursor = cursor;
    this.bulk.forget();
  }

  /** Those an act is for: the selected ones, or the one the keys stand on. */
  subjects(): ReadonlyMap<AssetId, string> {
    const row = this.rows.at(this.cursor);
    return this.selected || !row ? this.selection.names : only([named(row)]).names;
  }

  /** Changes the selected ones, or others that are given; what left the list is selected no longer. */
  async change(it: AssetsChange, assets = this.subjects()): Promise<void> {
    const album = "album" in it ? (this.albums.find((one) => one.id === it.album)?.name ?? "") : "";
    const changed = await this.bulk.change(assets, it, album);
    const leaves = it.act === "remove" || it.act === "restore" || it.act === "remove_from_album";
    if (changed && leaves) {
      this.selection = { ...this.selection, names: new Map() };
      if (this.opened && assets.has(this.opened)) this.opened = null;
    }
    await this.reload();
  }

  /** Writes a post with these pictures, in the order they were selected in, described and framed as they are here. */
  async useInPost(assets = this.subjects()): Promise<void> {
    try {
      const ids = [...assets.keys()].slice(0, MOST_IN_A_POST);
      const pictures = await Promise.all(ids.map((id) => call("get_asset", { id })));
      await drafts.write({ pictures });
    } catch (thrown) {
      notices.sayFailure(thrown);
    }
  }

  // -- albums ---------------------------------------------------------------------------------------------------

  /** Makes an album, or gives one another name; null where it could not be. */
  async saveAlbum(id: AlbumId | null, name: string): Promise<Album | null> {
    try {
      const album = await call("save_album", { id, name: name.trim() });
      await this.loadLabels();
      return album;
    } catch (thrown) {
      notices.sayFailure(thrown);
      return null;
    }
  }

  /** Makes an album of the selected ones, or others that are given. */
  async albumOf(name: string, assets = this.subjects()): Promise<void> {
    const known = this.albums.find((it) => it.name.toLowerCase() === name.trim().toLowerCase());
    const album = known ?? (await this.saveAlbum(null, name));
    if (album) await this.change({ act: "add_to_album", album: album.id }, assets);
  }

  /** Takes an album away; its pictures stay. */
  async removeAlbum(album: Album): Promise<void> {
    try {
      await call("remove_album", { id: album.id });
      notices.sayUndoable(t.albumRemoved(album.name));
      if (this.filters.album === album.id) this.goTo(null);
    } catch (thrown) {
      notices.sayFailure(thrown);
    }
    await this.loadLabels();
  }

  /** Reads rows to select; nothing when that fails, or when another question was asked meanwhile. */
  private async gather(read: () => Promise<AssetRow[]>): Promise<AssetRow[] | null> {
    const { filters, view } = this;
    this.gathering = true;
    try {
      const rows = await read();
      return filters === this.filters && view === this.view ? rows : null;
    } catch (thrown) {
      notices.sayFailure(thrown);
      return null;
    } finally {
      this.gathering = false;
    }
  }

  /** Tidying up asks its own questions. */
  private async ask(first = 0): Promise<void> {
    if (this.view !== "tidy") await this.rows.anew(first);
  }

  private async loadLabels(): Promise<void> {
    try {
      [this.albums, this.tags] = await Promise.all([call("list_albums", {}), call("list_media_tags", {})]);
    } catch {
      // The grid says it when the data cannot be read; the choices of before stay.
    }
  }
}

export const named = ({ asset }: AssetRow): Named => ({ id: asset.id, name: asset.file_name });
