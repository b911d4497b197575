/** The pretend core's answers about many posts: searching, labels, changing many, the trash. */
import { addDays } from "../../lib/days";
import type { Args, Reply } from "../commands";
import { CallFailure } from "../failure";
import type { FoundText, Label, PostRow, PostsChange } from "../types";
import * as data from "./data";

const TAGS = ["resep", "cerita", "promo", "komunitas", "hari besar"];
const CAMPAIGNS = ["", "Hari Guru", "Musim Hujan", ""];

/** When a post was put into the trash. */
const trash = new Map<string, string>();

/** Gives the shop's posts tags and campaigns, and as many more posts as are asked for. */
export function label(kept: Map<string, data.Kept>, many: number): void {
  for (const [at, it] of [...kept.values()].entries()) {
    it.post.tags = TAGS.filter((_, n) => (at + n) % 4 === 0);
    it.post.campaign = CAMPAIGNS[at % CAMPAIGNS.length] ?? "";
  }
  const states = ["idea", "draft", "ready", "archived"] as const;
  for (let at = 0; at < many; at++) {
    const made = data.makePost(
      `Kiriman ${at + 1}`,
      `Kopi, hujan, dan cerita nomor ${at + 1} dari teras depan.`,
      at % 3 ? `2026-${String((at % 12) + 1).padStart(2, "0")}-15T19:00` : null,
      at % 3 ? [["ch-bs", at % 2 ? "live" : "planned"]] : [],
      [],
      states[at % 4],
    );
    made.post.tags = [TAGS[at % TAGS.length] ?? ""];
    kept.set(made.post.id, made);
  }
}

/** Whether a post is out of sight. */
export const isInTrash = (id: string) => trash.has(id);

export function list(kept: Map<string, data.Kept>, asked: Args<"list_posts">): Reply<"list_posts"> {
  const words = asked.query.toLowerCase().split(/\s+/).filter(Boolean);
  const found = [...kept.values()].filter((it) => matches(it, asked, words));
  const rows = found.slice(asked.offset, asked.offset + asked.limit).map((it) => row(it, words));
  return { rows, total: found.length, more: false };
}

function row(it: data.Kept, words: string[]): PostRow {
  return {
    ...data.rowOf(it),
    removed_at: trash.get(it.post.id) ?? null,
    found: words.length ? found(it.post.shared.text, words) : null,
  };
}

function matches({ post, deliveries }: data.Kept, asked: Args<"list_posts">, words: string[]): boolean {
  const among = <T>(chosen: readonly T[] | undefined, has: (value: T) => boolean) =>
    !chosen?.length || chosen.some(has);
  const text = `${post.title} ${post.shared.text}`.toLowerCase();
  return (
    trash.has(post.id) === (asked.in_trash ?? false) &&
    words.every((word) => text.includes(word)) &&
    among(asked.states, (it) => it === data.progressOf(deliveries.map((one) => one.delivery.state))) &&
    (post.editorial !== "archived" || asked.in_trash || asked.editorial?.includes("archived") === true) &&
    among(asked.editorial, (it) => it === post.editorial) &&
    among(asked.channels, (it) => post.channels.includes(it)) &&
    among(asked.pillars, (it) => it === post.pillar) &&
    among(asked.campaigns, (it) => it === post.campaign) &&
    among(asked.tags, (it) => post.tags.includes(it))
  );
}

function found(text: string, words: string[]): FoundText | null {
  const low = text.toLowerCase();
  const marks = words
    .map((word): [number, number] => [low.indexOf(word), low.indexOf(word) + word.length])
    .filter(([start]) => start >= 0);
  return marks.length ? { text, marks } : null;
}

export function labels(kept: Map<string, data.Kept>): Reply<"list_labels"> {
  const posts = [...kept.values()].map((it) => it.post).filter((it) => !trash.has(it.id));
  return {
    pillars: counted(posts.map((it) => it.pillar)),
    campaigns: counted(posts.map((it) => it.campaign)),
    tags: counted(posts.flatMap((it) => it.tags)),
  };
}

function counted(names: string[]): Label[] {
  const counts = new Map<string, number>();
  for (const name of names) if (name) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].map(([name, posts]) => ({ name, posts })).sort((a, b) => b.posts - a.posts);
}

export function changeMany(kept: Map<string, data.Kept>, asked: Args<"change_posts">): Reply<"change_posts"> {
  const refused: Reply<"change_posts">["refused"] = [];
  for (const id of asked.ids) {
    const it = kept.get(id);
    const states = it?.deliveries.map((one) => one.delivery.state) ?? [];
    if (!it) throw new CallFailure({ code: "not_found", values: { what: id } });
    if (asked.change.act === "move_days" && (states.includes("live") || !it.post.planned))
      refused.push({ id, failure: { code: it.post.planned ? "delivery_fixed" : "time_passed", values: {} } });
    else change(it, asked.change);
  }
  return { done: asked.ids.length - refused.length, refused };
}

function change(it: data.Kept, change: PostsChange): void {
  const { post } = it;
  if (change.act === "add_tag") it.post = { ...post, tags: [...new Set([...post.tags, change.tag])] };
  if (change.act === "remove_tag") it.post = { ...post, tags: post.tags.filter((tag) => tag !== change.tag) };
  if (change.act === "set_pillar") it.post = { ...post, pillar: change.pillar };
  if (change.act === "set_campaign") it.post = { ...post, campaign: change.campaign };
  if (change.act === "set_editorial") it.post = { ...post, editorial: change.editorial };
  if (change.act === "move_days" && post.planned) {
    const day = addDays(post.planned.wall.slice(0, 10), change.days);
    it.post = { ...post, planned: { ...post.planned, wall: day + post.planned.wall.slice(10) } };
  }
  if (change.act === "remove") trash.set(post.id, data.NOW);
  if (change.act === "restore") trash.delete(post.id);
}
