/** What the library is narrowed to, as the core takes it and as the address keeps it. */
import type { AlbumId, Args } from "../../ipc";
import type { Params } from "../../session";

type Asked = Args<"list_assets">;
export type Kind = NonNullable<Asked["kind"]>;
export type Order = NonNullable<Asked["order"]>;
export type Used = "all" | "used" | "unused";

export const KINDS: readonly Kind[] = ["all", "picture", "video"];
export const ORDERS: readonly Order[] = ["newest", "oldest", "name", "largest", "stars"];
export const USES: readonly Used[] = ["all", "used", "unused"];

export interface Filters {
  query: string;
  album: AlbumId | null;
  tags: string[];
  /** At least so many. */
  stars: number;
  kind: Kind;
  used: Used;
  order: Order;
}

export const UNFILTERED: Filters = {
  query: "",
  album: null,
  tags: [],
  stars: 0,
  kind: "all",
  used: "all",
  order: "newest",
};

/** Whether anything is left out; an order leaves nothing out, an album is a place rather than a filter. */
export function isFiltered({ query, tags, stars, kind, used }: Filters): boolean {
  return query.trim() !== "" || tags.length > 0 || stars > 0 || kind !== "all" || used !== "all";
}

/** The same album, in the same order, with nothing left out. */
export function cleared({ album, order }: Filters): Filters {
  return { ...UNFILTERED, album, order };
}

/** What the core is asked. The trash is asked as a whole: its originals have left their albums' sight. */
export function question(filters: Filters, in_trash: boolean): Omit<Asked, "offset" | "limit"> {
  const used = filters.used === "all" ? null : filters.used === "used";
  return { ...filters, query: filters.query.trim(), album: in_trash ? null : filters.album, used, in_trash };
}

// A tag may hold any sign but the end of a line.
const BETWEEN = "\n";

/** How the address keeps it, so that Back finds it again. */
export function toParams({ query, album, tags, stars, kind, used, order }: Filters): Params {
  const params: Params = {};
  if (query.trim()) params["query"] = query;
  if (album) params["album"] = album;
  if (tags.length) params["tags"] = tags.join(BETWEEN);
  if (stars) params["stars"] = String(stars);
  if (kind !== "all") params["kind"] = kind;
  if (used !== "all") params["used"] = used;
  if (order !== "newest") params["order"] = order;
  return params;
}

/** Reads an address; what nobody knows is passed over. */
export function fromParams(params: Params): Filters {
  const stars = Number(params["stars"] ?? 0);
  const known = <T extends string>(name: string, values: readonly T[], otherwise: T) =>
    values.find((it) => it === params[name]) ?? otherwise;
  return {
    query: params["query"] ?? "",
    album: params["album"] || null,
    tags: (params["tags"] ?? "").split(BETWEEN).filter(Boolean),
    stars: Number.isInteger(stars) && stars >= 0 && stars <= 5 ? stars : 0,
    kind: known("kind", KINDS, "all"),
    used: known("used", USES, "all"),
    order: known("order", ORDERS, "newest"),
  };
}
