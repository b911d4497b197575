/** Choosing among the originals: what is looked for, and what is chosen, in the order it was chosen in. */
import { type Album, type Asset, type AssetId, type AssetRow, call } from "../../ipc";
import { Rows } from "../rows.svelte";
import { listAssets } from "./list";

export class Picker {
  query = $state("");
  /** An album's id; empty = all. */
  album = $state("");
  albums = $state.raw<readonly Album[]>([]);
  cursor = $state(0);
  chosen = $state.raw<ReadonlyMap<AssetId, Asset>>(new Map());
  readonly rows: Rows<AssetRow>;

  /** `without` is left out: what must not replace itself. */
  constructor(
    private readonly multiple: boolean,
    private readonly without: AssetId | null = null,
  ) {
    this.rows = new Rows((offset, limit) =>
      listAssets({ query: this.query.trim(), album: this.album || null, offset, limit }),
    );
  }

  async open(): Promise<void> {
    await Promise.all([this.rows.anew(), this.loadAlbums()]);
  }

  look(query: string, album = this.album): void {
    [this.query, this.album, this.cursor] = [query, album, 0];
    void this.rows.anew();
  }

  /** The original at a place is chosen, or no longer; where only one can be, in place of the one before. */
  flip(at: number): void {
    const asset = this.rows.at(at)?.asset;
    this.cursor = at;
    if (!asset || asset.id === this.without) return;
    const chosen = new Map(this.multiple ? this.chosen : []);
    if (this.chosen.has(asset.id)) chosen.delete(asset.id);
    else chosen.set(asset.id, asset);
    this.chosen = chosen;
  }

  /** What is used now: what was chosen, or the one the keys stand on where nothing was. */
  taken(): Asset[] {
    const here = this.rows.at(this.cursor)?.asset;
    if (this.chosen.size === 0) return here && here.id !== this.without ? [here] : [];
    return [...this.chosen.values()];
  }

  private async loadAlbums(): Promise<void> {
    try {
      this.albums = await call("list_albums", {});
    } catch {
      // The list says it when the data cannot be read.
    }
  }
}
