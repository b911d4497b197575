/** One original: what it is, what is written about it, where it is used and what looks like it. */
import {
  type Asset,
  type AssetId,
  type AssetRow,
  type Args,
  type AssetUse,
  call,
  type CallFailure,
  type KelolaEvent,
  toFailure,
} from "../../ipc";
import { word } from "../../i18n";
import { Autosave, type SaveResult, type SaveState } from "../../lib/autosave";
import { notices, session } from "../../session";
import { t } from "./messages";

export type Patch = Args<"save_asset">["patch"];

/** After news, in milliseconds: one look at the end of a burst is enough. */
const LOOKS_AFTER = 120;

export class Detail {
  asset = $state.raw<Asset | null>(null);
  uses = $state.raw<readonly AssetUse[] | null>(null);
  alike = $state.raw<readonly AssetRow[] | null>(null);
  failure = $state.raw<CallFailure | null>(null);
  state = $state<SaveState>("saved");
  savedAt = $state<Date | null>(null);
  saveFailure = $state.raw<CallFailure | null>(null);
  replacing = $state(false);
  /** The posts that kept the old picture, named with their reasons. */
  refused = $state.raw<readonly { post: string; title: string; why: string }[]>([]);

  /** What was written since the last save. */
  private patch: Patch = {};
  private again: ReturnType<typeof setTimeout> | undefined;
  private readonly queue = new Autosave({
    hasWork: () => Object.keys(this.patch).length > 0,
    save: () => this.save(),
    told: (state, thrown) => {
      if (state === "saved" && this.state === "saving") this.savedAt = new Date();
      this.state = state;
      this.saveFailure = state === "failed" ? toFailure(thrown) : null;
    },
  });

  /** `known` is what the grid shows of it already. */
  constructor(
    readonly id: AssetId,
    known: Asset | null = null,
  ) {
    this.asset = known;
  }

  /** Loads it and follows what happens to it until the returned function is called; what is unsaved is saved then. */
  start(): () => void {
    void this.loadAsset();
    // Whoever walks through the grid with the keys does not wait for what each is used in.
    this.again = setTimeout(() => void Promise.all([this.loadUses(), this.loadAlike()]), LOOKS_AFTER);
    const stop = session.on((event) => this.heard(event));
    return () => {
      stop();
      clearTimeout(this.again);
      void this.queue.flush().finally(() => this.queue.stop());
    };
  }

  async load(): Promise<void> {
    await Promise.all([this.loadAsset(), this.loadUses(), this.loadAlike()]);
  }

  edit(patch: Patch): void {
    if (!this.asset) return;
    Object.assign(this.patch, patch);
    this.asset = { ...this.asset, ...(patch as Partial<Asset>) };
    this.queue.touch();
  }

  /** Gives it another name; without one it keeps the name it has. */
  rename(file_name: string): void {
    if (file_name.trim()) return this.edit({ file_name });
    delete this.patch.file_name;
    if (this.asset) this.asset = { ...this.asset, file_name };
  }

  /** Whether the name on screen is none. */
  get isNameless(): boolean {
    return this.asset !== null && !this.asset.file_name.trim();
  }

  /** Puts back the name it has where none was written. */
  keepName(): void {
    if (this.isNameless) void this.loadAsset();
  }

  flush(): Promise<SaveState> {
    return this.queue.flush();
  }

  /** Shows another original in its place in every post that still can change; one step of undo. */
  async replaceWith(to: AssetId): Promise<boolean> {
    this.replacing = true;
    try {
      await this.flush();
      const { done, refused } = await call("replace_asset", { from: this.id, to });
      this.refused = refused.map(({ post, failure }) => ({
        post,
        title: this.uses?.find((it) => it.post === post)?.title || t.untitled,
        why: word(failure.code, failure.values),
      }));
      if (done > 0) notices.sayUndoable(t.replaced(done));
      await this.loadUses();
      return done > 0;
    } catch (thrown) {
      notices.sayFailure(thrown);
      return false;
    } finally {
      this.replacing = false;
    }
  }

  private async loadAsset(): Promise<void> {
    try {
      const asset = await call("get_asset", { id: this.id });
      // What is being typed is newer.
      this.asset = { ...asset, ...asTyped(this.asset, asset), ...(this.patch as Partial<Asset>) };
      this.failure = null;
    } catch (thrown) {
      this.failure = toFailure(thrown);
    }
  }

  private async loadUses(): Promise<void> {
    try {
      this.uses = await call("asset_uses", { id: this.id });
    } catch {
      // The panel says it when the original itself cannot be read.
      this.uses ??= [];
    }
  }

  private async loadAlike(): Promise<void> {
    try {
      this.alike = await call("find_alike", { id: this.id });
    } catch {
      this.alike ??= [];
    }
  }

  private async save(): Promise<SaveResult> {
    const { patch } = this;
    this.patch = {};
    try {
      await call("save_asset", { id: this.id, patch });
      return "saved";
    } catch (thrown) {
      // What was written meanwhile is newer than what comes back.
      this.patch = { ...patch, ...this.patch };
      throw thrown;
    }
  }

  private heard({ name }: KelolaEvent): void {
    if (!["media_changed", "posts_changed", "deliveries_changed", "workspace_changed"].includes(name)) return;
    clearTimeout(this.again);
    this.again = setTimeout(() => void Promise.all([this.loadAsset(), this.loadUses()]), LOOKS_AFTER);
  }
}

const WRITTEN = ["file_name", "alt", "credit", "licence"] as const;

/** The texts on screen that differ from what is kept in blanks alone: the core tidies them while somebody types on. */
function asTyped(shown: Asset | null, kept: Asset): Partial<Asset> {
  const tidied = (text: string) => text.split(/\s+/).filter(Boolean).join(" ");
  const same = WRITTEN.filter((it) => shown && tidied(shown[it]) === tidied(kept[it]));
  return Object.fromEntries(same.map((it) => [it, shown?.[it]]));
}
