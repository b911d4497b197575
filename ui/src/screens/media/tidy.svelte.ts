/** Tidying the library up: what is missing, unused, kept twice, or lies about, and a way out of each. */
import {
  type AssetId,
  type AssetRow,
  call,
  type CallFailure,
  type CleanLibrary,
  type DuplicateGroup,
  findMissing,
  findMissingIn,
  type LibraryCheck,
  toFailure,
} from "../../ipc";
import { bytes } from "../../lib/format";
import { notices } from "../../session";
import { t } from "./messages";

export type Heap = CleanLibrary["what"];

export class Tidy {
  check = $state.raw<LibraryCheck | null>(null);
  duplicates = $state.raw<readonly DuplicateGroup[] | null>(null);
  failure = $state.raw<CallFailure | null>(null);
  /** What is being looked for, or cleaned. */
  checking = $state(false);
  comparing = $state(false);
  busy = $state<string | null>(null);

  /** Looks everything over. Comparing takes longer and is asked for apart. */
  async look(): Promise<void> {
    if (this.checking) return;
    this.checking = true;
    try {
      this.check = await call("check_library", {});
      this.failure = null;
    } catch (thrown) {
      this.failure = toFailure(thrown);
    } finally {
      this.checking = false;
    }
  }

  async compare(): Promise<void> {
    if (this.comparing) return;
    this.comparing = true;
    try {
      this.duplicates = await call("find_duplicates", {});
    } catch (thrown) {
      notices.sayFailure(thrown);
    } finally {
      this.comparing = false;
    }
  }

  /** Brings a missing file back from where somebody shows it to be. */
  async find(row: AssetRow): Promise<void> {
    await this.doing(`find-${row.asset.id}`, async () => {
      const found = await findMissing(row.asset.id);
      if (found) notices.say(t.foundOne(found.file_name));
      return found !== null;
    });
  }

  /** Looks for all missing files in a folder. */
  async findAll(): Promise<void> {
    await this.doing("find-all", async () => {
      const found = await findMissingIn();
      if (found) notices.say(t.foundMany(found.found, found.still_missing));
      return found !== null;
    });
  }

  /** Puts originals into the trash; one step of undo. */
  async remove(rows: readonly AssetRow[]): Promise<void> {
    await this.doing("remove", async () => {
      const ids = rows.map((it) => it.asset.id);
      const { done, refused } = await call("change_assets", { ids, change: { act: "remove" } });
      if (done > 0) notices.sayUndoable(t.removed(t.who(rows[0]?.asset.file_name ?? t.file, done)));
      else if (refused[0]) notices.sayFailure(refused[0].failure);
      return done > 0;
    });
  }

  /** Another original takes the place of a missing one in every post that still can change. */
  async replace(from: AssetId, to: AssetId): Promise<void> {
    await this.doing("replace", async () => {
      const { done, refused } = await call("replace_asset", { from, to });
      if (done > 0) notices.sayUndoable(t.replaced(done));
      else if (refused[0]) notices.sayFailure(refused[0].failure);
      return done > 0;
    });
  }

  /**
   * Keeps one of those that look alike: the posts of the others show it from now on, and the others go into the trash
   * unless a post still needs them.
   */
  async keep(group: DuplicateGroup, kept: AssetRow): Promise<void> {
    const others = group.assets.filter((it) => it.asset.id !== kept.asset.id);
    await this.doing("keep", async () => {
      const ids = others.map((it) => it.asset.id);
      const { done, refused } = await call("keep_asset", { kept: kept.asset.id, others: ids });
      notices.sayUndoable(refused.length ? t.keptPartly(done, refused.length) : t.kept(kept.asset.file_name, done));
      this.duplicates = (this.duplicates ?? []).filter((it) => it !== group);
      return true;
    });
  }

  /** They stay, all of them: the group is not shown again before the next comparison. */
  leave(group: DuplicateGroup): void {
    this.duplicates = (this.duplicates ?? []).filter((it) => it !== group);
  }

  /** Deletes what nothing needs. Nobody can undo that. */
  async clean(what: Heap): Promise<void> {
    await this.doing(`clean-${what}`, async () => {
      const { files, bytes: freed, kept } = await call("clean_library", { what });
      notices.say(t.cleaned(files, bytes(freed), kept));
      return true;
    });
  }

  /** Does one thing at a time, then looks again where it changed something. */
  private async doing(name: string, act: () => Promise<boolean>): Promise<void> {
    if (this.busy) return;
    this.busy = name;
    let changed = false;
    try {
      changed = await act();
    } catch (thrown) {
      notices.sayFailure(thrown);
    } finally {
      this.busy = null;
    }
    if (changed) await this.look();
  }
}
