import { call, toFailure, type CallFailure, type PostRow, type Progress } from "../../ipc";
import { notices } from "../../session";
import { t } from "./messages";

const PAGE = 50;

/** The list of all posts: what is searched for, and as much of the answer as was asked for. */
export class Content {
  query = $state("");
  progress = $state<Progress | "">("");
  rows = $state.raw<PostRow[] | null>(null);
  total = $state(0);
  failure = $state<CallFailure | null>(null);
  private asked = 0;

  readonly left = $derived(Math.max(0, this.total - (this.rows?.length ?? 0)));

  get isFiltered(): boolean {
    return this.query.trim() !== "" || this.progress !== "";
  }

  /** Asks anew, keeping as many rows as are shown. */
  async load(): Promise<void> {
    await this.fetch(0, Math.max(PAGE, this.rows?.length ?? 0));
  }

  async filter(): Promise<void> {
    await this.fetch(0, PAGE);
  }

  async showMore(): Promise<void> {
    await this.fetch(this.rows?.length ?? 0, PAGE);
  }

  async clear(): Promise<void> {
    this.query = "";
    this.progress = "";
    await this.filter();
  }

  async remove(row: PostRow): Promise<void> {
    try {
      await call("remove_post", { id: row.id });
      notices.sayUndoable(t.removed(row.title || row.first_words || t.untitled));
    } catch (thrown) {
      notices.sayFailure(thrown);
    }
    await this.load();
  }

  /** An answer to an older question is dropped. */
  private async fetch(offset: number, limit: number): Promise<void> {
    const asked = ++this.asked;
    try {
      const states = this.progress ? [this.progress] : [];
      const found = await call("list_posts", { query: this.query.trim(), states, offset, limit });
      if (asked !== this.asked) return;
      this.rows = offset ? [...(this.rows ?? []), ...found.rows] : found.rows;
      this.total = found.total;
      this.failure = null;
    } catch (thrown) {
      if (asked === this.asked) this.failure = toFailure(thrown);
    }
  }
}
