/** Which posts are selected: with the names to say them by, and the place a Shift press counts from. */
import type { PostId } from "../../ipc";

/** A post as a selection knows it. */
export interface Named {
  id: PostId;
  name: string;
}

export interface Selection {
  names: ReadonlyMap<PostId, string>;
  /** Where the last single choice was made. */
  anchor: number;
}

export const NOTHING: Selection = { names: new Map(), anchor: 0 };

/** One more post, or one less. */
export function flipped(selection: Selection, { id, name }: Named, at: number): Selection {
  const names = new Map(selection.names);
  if (!names.delete(id)) names.set(id, name);
  return { names, anchor: at };
}

/** The stretch from the anchor to a place, both ends in it: where it begins and where it ends. */
export function stretch(selection: Selection, at: number): { first: number; end: number } {
  return { first: Math.min(selection.anchor, at), end: Math.max(selection.anchor, at) + 1 };
}

/** The posts of a stretch as well; the anchor stays, so that the next Shift press counts from the same place. */
export function extended(selection: Selection, posts: readonly Named[]): Selection {
  return { names: new Map([...selection.names, ...entries(posts)]), anchor: selection.anchor };
}

/** These and no others. */
export function only(posts: readonly Named[], anchor = 0): Selection {
  return { names: new Map(entries(posts)), anchor };
}

const entries = (posts: readonly Named[]) => posts.map((it) => [it.id, it.name] as const);
