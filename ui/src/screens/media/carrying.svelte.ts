/** Tiles in the hand of a pointer, on their way to an album or into a new post. */
import type { AssetRow } from "../../ipc";
import { type Carry, IDLE, type Outcome, type Place } from "../../lib/carry";
import { PointerCarry } from "../../lib/pointer.svelte";
import { named } from "./media.svelte";

/** Dropped there, they begin a post. */
export const TO_POST = "#post";
/** Dropped there, they leave the album that is open. */
export const ALL = "#all";
/** Where every tile comes from. */
const GRID = "#grid";

/** What a drop is for: the originals, with their names, and where they were dropped. */
export type Dropped = (assets: ReadonlyMap<string, string>, place: Place) => void;

export class Carrier {
  carry = $state.raw<Carry>(IDLE);
  at = $state.raw({ x: 0, y: 0 });
  /** The click that ends a drag opens nothing. */
  private swallowsClick = false;
  private assets: ReadonlyMap<string, string> = new Map();
  readonly pointer = new PointerCarry(this);

  /** `subjects` tells what goes along with a tile: the selection it is in, or itself. */
  constructor(
    private readonly subjects: (row: AssetRow) => ReadonlyMap<string, string>,
    private readonly dropped: Dropped,
  ) {}

  get isCarrying(): boolean {
    return this.carry.kind === "dragged";
  }
  get over(): Place | null {
    return this.carry.kind === "dragged" ? this.carry.over : null;
  }
  get count(): number {
    return this.assets.size;
  }
  get name(): string {
    return [...this.assets.values()][0] ?? "";
  }

  press(event: PointerEvent, row: AssetRow, tile: HTMLElement): void {
    this.swallowsClick = false;
    this.assets = this.subjects(row);
    this.pointer.down(event, named(row).id, GRID, tile);
  }

  /** Whether the click that is heard now ended a drag. */
  takesClick(): boolean {
    const taken = this.swallowsClick;
    this.swallowsClick = false;
    return taken;
  }

  // -- what a carry by pointer asks -----------------------------------------------------------------------------

  placeAt(x: number, y: number): Place | null {
    const found = document.elementFromPoint(x, y)?.closest<HTMLElement>("[data-album]");
    return found?.dataset["album"] ?? null;
  }

  isFixed(): boolean {
    return false;
  }

  hovered(at: { x: number; y: number } | null): void {
    if (!at) return;
    this.at = at;
    this.swallowsClick = true;
  }

  ended(outcome: Outcome): void {
    if (outcome.act === "drop" && outcome.to !== GRID) this.dropped(this.assets, outcome.to);
  }
}
