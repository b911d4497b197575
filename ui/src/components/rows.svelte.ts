/** A long list read page by page: only what is looked at, and never more than a few pages in memory. */
import { type CallFailure, toFailure } from "../ipc";

/** Rows asked for at once. */
export const PAGE = 100;
/** Rows asked for at once when all of them are wanted; the core gives no more. */
const LARGE_PAGE = 500;
/** Pages kept; of a longer list those farthest from what is shown are forgotten. */
const KEPT_PAGES = 20;

/** What one question is answered with; `more` where the core stopped counting at `total`. */
export interface Answer<R> {
  rows: R[];
  total: number;
  more?: boolean;
}
export type Ask<R> = (offset: number, limit: number) => Promise<Answer<R>>;

export class Rows<R> {
  /** How many there are, as far as is known; null before the first answer. */
  total = $state<number | null>(null);
  /** Whether there may be more than `total`. */
  goesOn = $state(false);
  /** How many there are at least: counted by the core, or read. */
  sure = $state(0);
  failure = $state.raw<CallFailure | null>(null);
  private pages = $state.raw<ReadonlyMap<number, readonly R[]>>(new Map());
  /** How many there are, once that is certain. */
  private end: number | null = null;
  private shown = { first: 0, end: 1 };
  private readonly underWay = new Set<number>();
  /** Counts questions: an answer to an older one is dropped. */
  private asked = 0;
  private wanted = 0;
  private renewal: Promise<void> | null = null;

  constructor(private readonly ask: Ask<R>) {}

  /** The row at a place; nothing while it is not read. */
  at(index: number): R | undefined {
    return this.pages.get(Math.floor(index / PAGE))?.[index % PAGE];
  }

  /** A row among those that are read. */
  find(isWanted: (row: R) => boolean): R | undefined {
    for (const page of this.pages.values()) {
      const found = page.find(isWanted);
      if (found) return found;
    }
    return undefined;
  }

  /** Another question, looked at from a row on: what is shown stays until the answer is there. */
  anew(first = 0): Promise<void> {
    this.shown = { first, end: first + 1 };
    return this.again();
  }

  /**
   * The same question again, after something changed. While an answer is awaited, further wishes are gathered into one:
   * whoever types fast asks the core once per answer, not once per letter.
   */
  again(): Promise<void> {
    this.wanted++;
    this.renewal ??= this.renew().finally(() => {
      this.renewal = null;
      // Somebody may have scrolled on meanwhile.
      if (!this.failure) void this.need(this.shown.first, this.shown.end);
    });
    return this.renewal;
  }

  /** Reads what is missing of a stretch that is looked at. */
  async need(first: number, end: number): Promise<void> {
    this.shown = { first, end: Math.max(end, first + 1) };
    if (this.renewal) return;
    const missing = this.pagesOf(this.shown).filter((it) => !this.pages.has(it) && !this.underWay.has(it));
    await Promise.all(missing.map((it) => this.add(it)));
  }

  /** The rows of a stretch, read where they are missing. */
  async stretch(first: number, end: number): Promise<R[]> {
    const found: R[] = [];
    for (let at = first; at < end;) {
      const row = this.at(at);
      const some = row ? [row] : (await this.ask(at, Math.min(LARGE_PAGE, end - at))).rows;
      if (!some.length) break;
      found.push(...some);
      at += some.length;
    }
    return found;
  }

  /** The rows of the answer from the first, at most so many. */
  all(most: number): Promise<R[]> {
    return this.stretch(0, this.goesOn ? most : Math.min(most, this.total ?? 0));
  }

  private async renew(): Promise<void> {
    let served: number;
    do {
      served = this.wanted;
      await this.replace();
    } while (served !== this.wanted);
  }

  private async replace(): Promise<void> {
    const asked = ++this.asked;
    this.underWay.clear();
    try {
      const pages = this.pagesOf(this.shown);
      const answers = await Promise.all(pages.map((it) => this.ask(it * PAGE, PAGE)));
      if (asked !== this.asked) return;
      this.pages = new Map(pages.map((page, at) => [page, answers[at]?.rows ?? []]));
      [this.total, this.sure, this.end] = [0, 0, null];
      answers.forEach((answer, at) => this.measure(answer, pages[at] ?? 0));
      this.failure = null;
    } catch (thrown) {
      if (asked === this.asked) this.failure = toFailure(thrown);
    }
  }

  private async add(page: number): Promise<void> {
    const asked = this.asked;
    this.underWay.add(page);
    try {
      const answer = await this.ask(page * PAGE, PAGE);
      if (asked !== this.asked) return;
      this.pages = this.nearest(new Map([...this.pages, [page, answer.rows]]));
      this.measure(answer, page);
    } catch (thrown) {
      if (asked === this.asked) this.failure = toFailure(thrown);
    } finally {
      if (asked === this.asked) this.underWay.delete(page);
    }
  }

  /** Where the core stopped counting, a full page says that more may follow, and a short one where the end is. */
  private measure({ rows, total, more = false }: Answer<R>, page: number): void {
    const read = page * PAGE + rows.length;
    if (!more) this.end = total;
    else if (rows.length < PAGE) this.end = read;
    this.sure = Math.max(this.sure, total, read);
    this.total = this.end ?? Math.max(this.sure, read + 1);
    this.goesOn = this.end === null;
  }

  private nearest(pages: Map<number, readonly R[]>): Map<number, readonly R[]> {
    const middle = (this.shown.first + this.shown.end) / 2 / PAGE;
    const near = [...pages].sort(([a], [b]) => Math.abs(a + 0.5 - middle) - Math.abs(b + 0.5 - middle));
    return new Map(near.slice(0, KEPT_PAGES));
  }

  private pagesOf({ first, end }: { first: number; end: number }): number[] {
    const from = Math.floor(Math.max(0, first) / PAGE);
    const to = Math.floor(Math.max(0, end - 1) / PAGE);
    return Array.from({ length: to - from + 1 }, (_, at) => from + at);
  }
}
