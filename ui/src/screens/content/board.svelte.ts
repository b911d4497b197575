/** The board: a column per editorial state, each read by page, and the card somebody carries between them. */
import { call, type Editorial, type PostRow } from "../../ipc";
import { cancel, type Carry, carryTo, IDLE, type Outcome, pickUp, type Place, putDown } from "../../lib/carry";
import { type Carrier, PointerCarry } from "../../lib/pointer.svelte";
import type { Content } from "./content.svelte";
import { EDITORIALS, question } from "./filters";
import { Rows } from "../../components/rows.svelte";

export interface BoardActs {
  open: (row: PostRow) => void;
  moveTo: (row: PostRow, editorial: Editorial) => void;
}

export class Board implements Carrier {
  readonly pointer = new PointerCarry(this);
  readonly columns: Record<Editorial, Rows<PostRow>>;
  carry = $state.raw<Carry>(IDLE);
  /** The archive is a narrow column until it is asked for. */
  folded = $state(true);
  /** The card the keys act on. */
  column = $state<Editorial>("idea");
  row = $state(0);

  constructor(
    private readonly content: Content,
    private readonly acts: BoardActs,
  ) {
    const rowsOf = (it: Editorial) =>
      new Rows((offset, limit) =>
        call("list_posts", { ...question({ ...content.filters, editorial: [it] }, false), offset, limit }),
      );
    this.columns = {
      idea: rowsOf("idea"),
      draft: rowsOf("draft"),
      ready: rowsOf("ready"),
      archived: rowsOf("archived"),
    };
  }

  /** The columns on screen: all, or those the filter leaves. */
  get shown(): readonly Editorial[] {
    const { editorial } = this.content.filters;
    return editorial.length ? EDITORIALS.filter((it) => editorial.includes(it)) : EDITORIALS;
  }

  isFolded(it: Editorial): boolean {
    return it === "archived" && this.folded && !this.content.filters.editorial.includes("archived");
  }

  /** Another question was asked. */
  async anew(): Promise<void> {
    this.row = 0;
    await Promise.all(EDITORIALS.map((it) => this.columns[it].anew()));
  }

  async again(): Promise<void> {
    await Promise.all(EDITORIALS.map((it) => this.columns[it].again()));
  }

  find(id: string): PostRow | undefined {
    for (const it of EDITORIALS) {
      const found = this.columns[it].find((row) => row.id === id);
      if (found) return found;
    }
    return undefined;
  }

  get carried(): PostRow | undefined {
    return "id" in this.carry ? this.find(this.carry.id) : undefined;
  }

  placeAt(x: number, y: number): Place | null {
    const place = document.elementFromPoint(x, y)?.closest<HTMLElement>("[data-place]")?.dataset["place"];
    return EDITORIALS.find((it) => it === place) ?? null;
  }

  isFixed(): boolean {
    return false;
  }

  ended(outcome: Outcome): void {
    const row = "id" in outcome ? this.find(outcome.id) : undefined;
    if (!row) return;
    if (outcome.act === "open") this.acts.open(row);
    if (outcome.act === "drop") this.acts.moveTo(row, asEditorial(outcome.to));
  }

  /** Space lifts the card under the cursor. */
  lift(): PostRow | undefined {
    const row = this.columns[this.column].at(this.row);
    if (row) this.carry = pickUp(row.id, this.column);
    return row;
  }

  /** An arrow carries it to the next column. */
  carryBy(step: number): Editorial | null {
    if (this.carry.kind !== "held") return null;
    const to = this.beside(asEditorial(this.carry.over), step);
    this.carry = carryTo(this.carry, to);
    return to;
  }

  putDown(): void {
    const { carry, outcome } = putDown(this.carry);
    this.carry = carry;
    this.ended(outcome);
  }

  cancel(): void {
    this.carry = cancel().carry;
  }

  /** The column so many further, or the last one there. */
  beside(it: Editorial, step: number): Editorial {
    const at = this.shown.indexOf(it) + step;
    return this.shown[Math.max(0, Math.min(this.shown.length - 1, at))] ?? it;
  }
}

const asEditorial = (place: Place): Editorial => EDITORIALS.find((it) => it === place) ?? "draft";
