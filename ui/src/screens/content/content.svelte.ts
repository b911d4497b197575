/** All posts: what is looked for, how it is shown, and which of them are selected. */
import { call, type Labels, type PostRow } from "../../ipc";
import { planned } from "../../lib/format";
import { notices, type Params } from "../../session";
import { Bulk } from "./bulk.svelte";
import { type Choice, type Filters, fromParams, isFiltered, question, toggled, toParams, UNFILTERED } from "./filters";
import { t } from "./messages";
import { Rows } from "../../components/rows.svelte";
import { extended, flipped, type Named, NOTHING, only, type Selection, stretch } from "../../lib/selection";

/** The core changes no more posts in one step. */
const MOST = 10_000;

export const VIEWS = ["list", "board", "trash"] as const;
export type View = (typeof VIEWS)[number];

export class Content {
  filters = $state.raw<Filters>(UNFILTERED);
  view = $state<View>("list");
  labels = $state.raw<Labels>({ pillars: [], campaigns: [], tags: [] });
  selection = $state.raw<Selection>(NOTHING);
  /** The row the keys act on. */
  cursor = $state(0);
  /** Rows to select are being read. */
  gathering = $state(false);
  readonly rows = new Rows((offset, limit) =>
    call("list_posts", { ...question(this.filters, this.inTrash), offset, limit }),
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
  /** What the address says of it. */
  get params(): Params {
    return { ...(this.view === "list" ? {} : { view: this.view }), ...toParams(this.filters) };
  }

  /** Reads what an address asks for; `open` then asks the core. */
  read(params: Params): void {
    this.filters = fromParams(params);
    this.view = VIEWS.find((it) => it === params["view"]) ?? "list";
    this.letGo();
  }

  /** The list from a row on, and the labels there are. */
  async open(first = 0): Promise<void> {
    await Promise.all([this.ask(first), this.loadLabels()]);
  }

  /** After something changed; the labels only where posts themselves did. */
  async reload(labels = true): Promise<void> {
    await Promise.all([this.view === "board" ? null : this.rows.again(), labels ? this.loadLabels() : null]);
  }

  filter(filters: Filters): void {
    this.filters = filters;
    this.letGo();
    void this.ask();
  }

  toggle(choice: Choice, value: string): void {
    this.filter(toggled(this.filters, choice, value));
  }

  show(view: View): void {
    if (view === this.view) return;
    this.view = view;
    this.letGo();
    void this.ask();
  }

  isSelected(row: PostRow): boolean {
    return this.selection.names.has(row.id);
  }

  flip(row: PostRow, at: number): void {
    this.cursor = at;
    this.selection = flipped(this.selection, named(row), at);
  }

  /** Selects up to a row from where the last choice was made, or from the cursor when nothing is selected. */
  async extendTo(at: number): Promise<void> {
    if (!this.selected) this.selection = only([], this.cursor);
    this.cursor = at;
    const { first, end } = stretch(this.selection, at);
    const rows = await this.gather(() => this.rows.stretch(first, Math.min(end, first + MOST)));
    if (rows) this.selection = extended(this.selection, rows.map(named));
  }

  /** How many can be selected at once. */
  get most(): number {
    return Math.min(MOST, this.rows.total ?? 0);
  }

  /** Selects every post that was found, also those never looked at; of a very long list as many as can be changed. */
  async selectAll(): Promise<void> {
    const rows = await this.gather(() => this.rows.all(MOST));
    if (rows) this.selection = only(rows.map(named));
  }

  /** Selects nothing; the keys go on from a row. */
  letGo(cursor = 0): void {
    this.selection = NOTHING;
    this.cursor = cursor;
    this.bulk.forget();
  }

  /** Those an act is for: the selected ones, or the one it was asked of. */
  subjects(row?: PostRow): ReadonlyMap<string, string> {
    return row && !this.isSelected(row) ? only([named(row)]).names : this.selection.names;
  }

  /** Reads rows to select; nothing when that fails, or when another question was asked meanwhile. */
  private async gather(read: () => Promise<PostRow[]>): Promise<PostRow[] | null> {
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

  /** The board reads its own columns. */
  private async ask(first = 0): Promise<void> {
    if (this.view !== "board") await this.rows.anew(first);
  }

  private async loadLabels(): Promise<void> {
    try {
      this.labels = await call("list_labels", {});
    } catch {
      // The list says it when the data cannot be read; the choices of before stay.
    }
  }
}

/** When a post goes out: the first time, and whether there are others. */
export function whenOf(row: PostRow): string {
  const first = row.times[0]?.planned ?? row.planned;
  if (!first) return t.noPlan;
  return row.times.length > 1 ? t.times(planned(first), row.times.length) : planned(first);
}

/** What a post is called where it is named. */
export function nameOf(row: PostRow): string {
  return row.title || row.first_words || t.untitled;
}

const named = (row: PostRow): Named => ({ id: row.id, name: nameOf(row) });
