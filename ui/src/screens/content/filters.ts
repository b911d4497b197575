/** What the list is narrowed to: words and chosen values, as the core takes them and as the address keeps them. */
import type { ChannelId, Editorial, ListPosts, Progress } from "../../ipc";
import type { Params } from "../../session";

export const PROGRESSES: readonly Progress[] = [
  "unscheduled",
  "scheduled",
  "under_way",
  "partly_live",
  "done",
  "needs_attention",
];
export const EDITORIALS: readonly Editorial[] = ["idea", "draft", "ready", "archived"];

export interface Filters {
  query: string;
  states: Progress[];
  editorial: Editorial[];
  channels: ChannelId[];
  pillars: string[];
  campaigns: string[];
  tags: string[];
}

/** What can be chosen among, in the order of the bar. */
export type Choice = Exclude<keyof Filters, "query">;
export const CHOICES: readonly Choice[] = ["states", "editorial", "channels", "pillars", "campaigns", "tags"];

export const UNFILTERED: Filters = {
  query: "",
  states: [],
  editorial: [],
  channels: [],
  pillars: [],
  campaigns: [],
  tags: [],
};

export function isFiltered(filters: Filters): boolean {
  return filters.query.trim() !== "" || CHOICES.some((it) => filters[it].length > 0);
}

/** The same with a value chosen, or no longer. */
export function toggled(filters: Filters, choice: Choice, value: string): Filters {
  const now: readonly string[] = filters[choice];
  return { ...filters, [choice]: now.includes(value) ? now.filter((it) => it !== value) : [...now, value] };
}

/** What the core is asked: lists that are empty keep all. */
export function question(filters: Filters, in_trash: boolean): Omit<ListPosts, "offset" | "limit"> {
  return { ...filters, query: filters.query.trim(), in_trash };
}

// A label may hold any sign but the end of a line.
const BETWEEN = "\n";

/** How the address keeps a filter, so that Back finds it again. */
export function toParams(filters: Filters): Params {
  const params: Params = {};
  if (filters.query.trim()) params["query"] = filters.query;
  for (const choice of CHOICES) if (filters[choice].length) params[choice] = filters[choice].join(BETWEEN);
  return params;
}

/** Reads an address; what nobody knows is passed over. */
export function fromParams(params: Params): Filters {
  const list = (choice: Choice) => (params[choice] ?? "").split(BETWEEN).filter(Boolean);
  const known = <T extends string>(choice: Choice, values: readonly T[]) =>
    values.filter((it) => list(choice).includes(it));
  return {
    query: params["query"] ?? "",
    states: known("states", PROGRESSES),
    editorial: known("editorial", EDITORIALS),
    channels: list("channels"),
    pillars: list("pillars"),
    campaigns: list("campaigns"),
    tags: list("tags"),
  };
}
