/** One change to many originals, as one step of undo; what was refused is kept to be named. */
import { type AssetId, type AssetsChange, call, type Failure } from "../../ipc";
import { notices } from "../../session";
import { t } from "./messages";

export interface RefusedAsset {
  id: AssetId;
  name: string;
  failure: Failure;
}

export class Bulk {
  busy = $state(false);
  refused = $state.raw<RefusedAsset[]>([]);

  /** Changes originals, given with their names; answers whether any was changed. `album` is the name of the album it is about. */
  async change(assets: ReadonlyMap<AssetId, string>, change: AssetsChange, album = ""): Promise<boolean> {
    if (this.busy || assets.size === 0) return false;
    this.busy = true;
    this.refused = [];
    try {
      const { done, refused } = await call("change_assets", { ids: [...assets.keys()], change });
      this.refused = refused.map(({ id, failure }) => ({ id, failure, name: assets.get(id) ?? t.file }));
      if (done > 0) notices.sayUndoable(wordsOf(change, whoOf(assets, this.refused, done), album));
      return done > 0;
    } catch (thrown) {
      notices.sayFailure(thrown);
      return false;
    } finally {
      this.busy = false;
    }
  }

  forget(): void {
    this.refused = [];
  }
}

/** How the changed ones are named in a sentence. */
function whoOf(assets: ReadonlyMap<AssetId, string>, refused: readonly RefusedAsset[], done: number): string {
  const changed = [...assets].find(([id]) => !refused.some((it) => it.id === id));
  return t.who(changed?.[1] ?? t.file, done);
}

function wordsOf(change: AssetsChange, who: string, album: string): string {
  switch (change.act) {
    case "add_tag":
      return t.tagAdded(change.tag, who);
    case "remove_tag":
      return t.tagRemoved(change.tag, who);
    case "set_stars":
      return t.starsSet(change.stars, who);
    case "set_credit":
      return t.creditSet(who);
    case "add_to_album":
      return t.albumJoined(album, who);
    case "remove_from_album":
      return t.albumLeft(album, who);
    case "remove":
      return t.removed(who);
    case "restore":
      return t.restored(who);
  }
}
