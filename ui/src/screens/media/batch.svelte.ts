/** Preparing pictures for networks outside of any post: which placements, into which folder, and what came of it. */
import {
  type AssetId,
  call,
  type CallFailure,
  type JobId,
  type PicturesWritten,
  type PlacementChoice,
  type PlacementRef,
  preparePictures,
  toFailure,
} from "../../ipc";
import { word } from "../../i18n";
import { notices } from "../../session";
import { t } from "./messages";

/** One network and its placements. */
export interface NetworkPlacements {
  network: string;
  placements: PlacementChoice[];
  /** The brand has a channel there. */
  isUsed: boolean;
}

const keyOf = ({ network, placement }: PlacementRef) => `${network}/${placement}`;

export class Batch {
  /** Whether its panel is open. */
  isOpen = $state(false);
  placements = $state.raw<readonly PlacementChoice[] | null>(null);
  failure = $state.raw<CallFailure | null>(null);
  /** What runs. */
  job = $state.raw<JobId | null>(null);
  result = $state.raw<PicturesWritten | null>(null);
  private chosen = $state.raw<ReadonlySet<string>>(new Set());
  private names: ReadonlyMap<AssetId, string> = new Map();

  async open(): Promise<void> {
    this.isOpen = true;
    if (!this.job) this.result = null;
    if (!this.placements) await this.load();
  }

  async load(): Promise<void> {
    try {
      this.placements = await call("brand_placements", {});
      this.failure = null;
      // What the brand posts to is what is wanted most often.
      this.chosen = new Set(this.placements.filter((it) => it.used && it.default).map(keyOf));
    } catch (thrown) {
      this.failure = toFailure(thrown);
    }
  }

  /** By network; those the brand uses stand first, as the core has them in order. */
  get networks(): NetworkPlacements[] {
    const found = new Map<string, NetworkPlacements>();
    for (const it of this.placements ?? []) {
      const known = found.get(it.network) ?? { network: it.network, placements: [], isUsed: it.used };
      known.placements.push(it);
      found.set(it.network, known);
    }
    return [...found.values()].sort((a, b) => Number(b.isUsed) - Number(a.isUsed));
  }

  get count(): number {
    return this.chosen.size;
  }

  isChosen(placement: PlacementRef): boolean {
    return this.chosen.has(keyOf(placement));
  }

  flip(placement: PlacementRef): void {
    const chosen = new Set(this.chosen);
    if (!chosen.delete(keyOf(placement))) chosen.add(keyOf(placement));
    this.chosen = chosen;
  }

  /** Asks for a folder and writes them there; ends when all is written, or when somebody ends it. */
  async prepare(assets: ReadonlyMap<AssetId, string>): Promise<void> {
    if (this.job || this.count === 0 || assets.size === 0) return;
    const placements = (this.placements ?? [])
      .filter((it) => this.isChosen(it))
      .map(({ network, placement }) => ({ network, placement }));
    this.names = assets;
    this.job = crypto.randomUUID();
    this.result = null;
    try {
      this.result = await preparePictures({ job: this.job, assets: [...assets.keys()], placements });
      if (this.result && !this.isOpen) notices.say(this.said);
    } catch (thrown) {
      notices.sayFailure(thrown);
    } finally {
      this.job = null;
    }
  }

  /** The files that could not be prepared, each with its reason. */
  get failed(): { name: string; why: string }[] {
    return (this.result?.failed ?? []).map(({ asset, failure }) => ({
      name: this.names.get(asset) ?? asset,
      why: word(failure.code, failure.values),
    }));
  }

  /** What came of it, in a sentence. */
  get said(): string {
    const { written = 0, folder = "", cancelled = false } = this.result ?? {};
    return cancelled ? t.writtenSome(written, folder) : t.written(written, folder);
  }

  /** What runs goes on, and says by itself what came of it. */
  close(): void {
    this.isOpen = false;
  }
}
