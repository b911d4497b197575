/** What is on show in the crop editor, and what a person does to it. The framing itself is the caller's. */
import type { Asset, ChannelId, Finding, Focus, Framing, FramesWanted, PlacementRef, Rect } from "../../ipc";
import { ratio as ratioName } from "../../lib/focus";
import { alike, followers, isOwn, keyOf, type Mode, modeOf, withArea, withMode } from "./change";
import { areaOf, zoomed } from "./frame";
import { Frames } from "./frames.svelte";
import { t } from "./messages";
import { split, stepped } from "./order";
import { beginning, frameOf, guessed, ratioOf, type Sheet, type Spot } from "./sheet";
import { inPercent } from "./units";

/** What the caller gives, and what the window knows. */
export interface Given {
  asset: Asset;
  framing: Framing;
  placements: readonly PlacementRef[] | undefined;
  channel: ChannelId | null;
  locked: boolean;
  onchange: (framing: Framing) => void;
  /** What people call a network. */
  nameOf: (network: string) => string;
  /** Whether a placement's size is made exactly; unknown counts as exact. */
  isExact: (ref: PlacementRef) => boolean;
}

export class Editing {
  readonly frames = new Frames();
  /** Whether the placements that matter less are on show. */
  isOpen = $state(false);
  /** Read aloud: what a key changed that was not pressed on the frame itself. */
  said = $state("");
  /** The framing a hand holds at the moment, in place of the one that is kept. */
  private held = $state.raw<Framing | null>(null);
  private picked = $state<string | null>(null);

  constructor(private readonly given: () => Given) {}

  readonly whole = $derived.by(() => {
    const { width, height } = this.given().asset;
    return { width: Math.max(1, width), height: Math.max(1, height) };
  });
  private readonly spots = $derived.by<Spot[]>(() =>
    (this.frames.choices ?? []).map((it) => ({ ...it, exact: this.given().isExact(it) })),
  );
  readonly places = $derived.by(() => split(this.spots, this.given().placements));
  private readonly listed = $derived.by(() => [...this.places.first, ...(this.isOpen ? this.places.rest : [])]);
  readonly chosen = $derived.by(() => this.listed.find((it) => keyOf(it) === this.picked) ?? this.listed[0]);

  readonly looking = $derived.by(() => this.asking(this.listed));
  readonly weighing = $derived.by(() => {
    const { chosen, places } = this;
    return this.asking(chosen && !places.first.includes(chosen) ? [...places.first, chosen] : places.first);
  });
  private readonly isViewed = $derived.by(() => this.held === null && this.frames.isViewed(this.looking));
  /** Whether the weights are those of an earlier frame. */
  readonly isStale = $derived.by(() => this.held !== null || !this.frames.isWeighed(this.weighing));

  readonly sheet = $derived.by(() => this.chosen && this.sheetOf(this.chosen));
  /** The frame of the chosen placement, in source pixels. */
  readonly frame = $derived.by(() => this.ofChosen(frameOf));
  /** Where a frame of its own begins. */
  readonly begin = $derived.by(() => this.ofChosen(beginning));
  readonly mode = $derived.by<Mode>(() => this.modeOfChosen());
  /** The other placements of the same ratio. */
  readonly same = $derived.by(() => (this.chosen ? alike(this.chosen, this.spots) : []));

  /** How it is framed, with what a hand holds. */
  get current(): Framing {
    return this.held ?? this.given().framing;
  }

  /** Width to height of the chosen placement; null where it takes any. */
  get ratio(): number | null {
    return this.chosen ? ratioOf(this.chosen) : null;
  }

  /** How many other placements the brand uses change with the chosen one's way. */
  get others(): number {
    const used = this.spots.filter((it) => it.used);
    return this.chosen ? followers(this.current, this.chosen, used) : 0;
  }

  // -- what is said about a placement -----------------------------------------------------------------------------

  isOwn(spot: PlacementRef): boolean {
    return isOwn(this.current, spot);
  }

  sheetOf(spot: Spot): Sheet {
    const view = this.isViewed ? this.frames.views.get(keyOf(spot)) : undefined;
    return view ?? guessed(this.current, spot, this.whole);
  }

  weightOf(spot: Spot) {
    return this.frames.weights.get(keyOf(spot));
  }

  findingsOf(spot: Spot): Finding[] {
    const told = [this.frames.views.get(keyOf(spot)), this.isStale ? undefined : this.weightOf(spot)];
    const found = new Map(told.flatMap((it) => it?.findings ?? []).map((it) => [it.code, it]));
    return [...found.values()];
  }

  shapeOf({ exact, width, height }: Spot): string {
    return exact ? ratioName(width, height) : t.anyShape;
  }

  nameOf(spot: Spot): string {
    const network = this.given().nameOf(spot.network);
    return spot.exact ? t.place(network, this.shapeOf(spot)) : t.placeOfAnyShape(network);
  }

  // -- what a person does -----------------------------------------------------------------------------------------

  choose(ref: PlacementRef | null): void {
    this.picked = ref && keyOf(ref);
  }

  /** The next placement on show, or the one before. */
  step(by: number): void {
    const next = this.chosen && stepped(this.listed, this.chosen, by);
    if (next) this.choose(next);
  }

  setFocus(focus: Focus): void {
    this.change({ ...this.given().framing, focus });
  }

  /** Draws a frame a hand still holds; null lets it go. */
  hold(frame: Rect | null): void {
    this.held = frame && this.withFrame(frame);
  }

  setFrame(frame: Rect): void {
    this.change(this.withFrame(frame));
  }

  setMode(mode: Mode): void {
    const { chosen, begin } = this;
    if (!chosen || !begin) return;
    const { framing } = this.given();
    // One that takes any shape is whole either way: the others keep theirs.
    const keeps = !chosen.exact && framing.fit.how === "bars" ? "bars" : "follow";
    if (mode === "exact") this.setFrame(begin);
    else this.change(withMode(framing, chosen, mode === "bars" ? "bars" : keeps));
    this.say();
  }

  /** A step closer to what the frame shows, or further away. */
  zoom(closer: boolean): void {
    if (this.begin) this.setFrame(zoomed(this.begin, closer, this.whole, this.ratio));
    this.say();
  }

  /** Gives the frame to all placements of the same ratio. */
  useForAlike(): void {
    const { chosen, frame, same } = this;
    if (!chosen || !frame) return;
    this.change(withArea(this.given().framing, [chosen, ...same], areaOf(frame, this.whole)));
    this.said = t.usedForAlike(same.length);
  }

  /** Tells which placement is on show, and its frame. */
  say(): void {
    const { chosen, frame } = this;
    if (!chosen || !frame) return;
    const { x, y, width, height } = inPercent(frame, this.whole);
    this.said = t.changed(this.nameOf(chosen), t.frameSaid(x, y, width, height));
  }

  private modeOfChosen(): Mode {
    if (!this.chosen) return "follow";
    const mode = modeOf(this.current, this.chosen);
    return mode === "bars" && !this.chosen.exact ? "follow" : mode;
  }

  private change(framing: Framing): void {
    this.held = null;
    if (!this.given().locked) this.given().onchange(framing);
  }

  private withFrame(frame: Rect): Framing {
    const { framing } = this.given();
    return this.chosen ? withArea(framing, [this.chosen], areaOf(frame, this.whole)) : framing;
  }

  private ofChosen(frameFor: typeof frameOf): Rect | null {
    const { chosen, sheet } = this;
    return chosen && sheet ? frameFor(this.current, chosen, sheet, this.whole) : null;
  }

  private asking(spots: readonly Spot[]): FramesWanted {
    const { asset, framing, channel } = this.given();
    const placements = spots.map(({ network, placement }) => ({ network, placement }));
    return { asset: asset.id, framing, placements, channel };
  }
}
