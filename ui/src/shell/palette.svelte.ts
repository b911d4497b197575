import { call, toFailure, type PostRow } from "../ipc";
import { dayLong, planned } from "../lib/format";
import { match, type Match } from "../lib/match";
import { readDay } from "../lib/days";
import type { IconName } from "../icons/paths";
import { acts, drafts, navigation, notices, session } from "../session";
import { t } from "./messages";

export interface Option {
  id: string;
  pieces: Match["pieces"];
  icon?: IconName;
  row?: PostRow;
  meta?: string;
  keys?: string;
  run: () => void;
}

const POSTS_SHOWN = 6;
/** The first posts, whatever their state and labels. */
const EVERYWHERE = {
  states: [],
  editorial: [],
  channels: [],
  pillars: [],
  campaigns: [],
  tags: [],
  in_trash: false,
  offset: 0,
};

/** What the palette offers for what is typed: posts first, then commands. */
export class PaletteState {
  query = $state("");
  chosen = $state(0);
  private rows = $state.raw<PostRow[]>([]);
  private asked = 0;

  constructor(private readonly mode: "search" | "date") {}

  readonly day = $derived.by(() => (this.mode === "date" ? readDay(this.query, session.today) : null));

  readonly posts = $derived.by((): Option[] =>
    this.rows.map((row) => ({
      id: `post-${row.id}`,
      pieces: match(row.title || row.first_words, this.query)?.pieces ?? [
        { text: row.title || row.first_words, hit: false },
      ],
      row,
      meta: row.times[0] && planned(row.times[0].planned),
      run: () => openPost(row),
    })),
  );

  readonly commands = $derived.by((): Option[] => {
    if (this.mode === "date") return this.day ? [dayOption(this.day)] : [];
    const typed = this.query.trim();
    const found = acts.all
      .filter((act) => !act.hidden)
      .map((act, order) => ({ act, order, found: match(act.title, typed) }))
      .filter((it) => it.found !== null)
      .sort((a, b) => (b.found?.score ?? 0) - (a.found?.score ?? 0) || a.order - b.order)
      .map(({ act, found: hit }): Option => ({
        id: act.id,
        pieces: hit?.pieces ?? [],
        icon: act.icon ?? "right",
        keys: act.keys,
        run: act.run,
      }));
    const write: Option = {
      id: "write-words",
      pieces: [{ text: t.newPostWith(typed), hit: false }],
      icon: "plus",
      run: () => void drafts.write({ text: typed }),
    };
    return typed ? [...found, write] : found;
  });

  readonly options = $derived.by(() => [...this.posts, ...this.commands]);

  /** Asks for posts; an answer to an older question is dropped. */
  async search(): Promise<void> {
    this.chosen = 0;
    const asked = ++this.asked;
    const query = this.query.trim();
    if (this.mode === "date" || !query) {
      this.rows = [];
      return;
    }
    try {
      const { rows } = await call("list_posts", { ...EVERYWHERE, query, limit: POSTS_SHOWN });
      if (asked === this.asked) this.rows = rows;
    } catch (thrown) {
      notices.sayFailure(toFailure(thrown));
    }
  }

  move(by: number): void {
    const count = this.options.length;
    if (count) this.chosen = (this.chosen + by + count) % count;
  }
}

function dayOption(day: string): Option {
  return {
    id: "the-day",
    pieces: [{ text: dayLong(day, session.today), hit: false }],
    icon: "calendar",
    run: () => navigation.go("calendar", { day }),
  };
}

/** A post with deliveries has a page of its own; one still being written opens in the composer. */
export function openPost(row: Pick<PostRow, "id" | "deliveries">): void {
  navigation.go(row.deliveries.length ? "post" : "composer", { id: row.id });
}
