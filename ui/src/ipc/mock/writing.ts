/** What helps writing, pretended: labels, what is kept for later, links, the history of a post. */
import type { Args, Command, Reply } from "../commands";
import { CallFailure } from "../failure";
import type { Content, HistoryEntry, Label, Snippet, SnippetContent } from "../types";
import * as data from "./data";

type Answers = { [C in Command]?: (args: Args<C>) => Reply<C> };

const words = (part: Partial<SnippetContent>): SnippetContent => ({
  text: "",
  title: "",
  hashtags: "",
  link: "",
  first_comment: "",
  ...part,
});

function snippet(id: string, kind: Snippet["kind"], name: string, content: SnippetContent): Snippet {
  const found = Object.values(content)
    .join(" ")
    .matchAll(/\{(\p{L}+)\}/gu);
  return {
    id,
    brand: data.brand.id,
    kind,
    name,
    content,
    variables: [...new Set([...found].map((it) => it[1] ?? ""))],
  };
}

let kept: Snippet[] = [
  snippet("s1", "hashtags", "Kopi Bandung", words({ hashtags: "#kopisenja #kopibandung #ngopi" })),
  snippet("s2", "hashtags", "Promo", words({ hashtags: "#promo #diskon" })),
  snippet("s3", "snippet", "Jam buka", words({ text: "Buka setiap hari 08.00–22.00 di Dago dan Braga." })),
  snippet("s4", "snippet", "Harga", words({ text: "Mulai {harga}, sampai {hari} {tanggal}." })),
  snippet(
    "s5",
    "template",
    "Menu baru",
    words({ text: "Baru di {merek}: {menu}! Mulai {harga} saja.", hashtags: "#menubaru", title: "Menu baru" }),
  ),
];

const label = (name: string, posts: number): Label => ({ name, posts });

function filled(content: SnippetContent, values: Record<string, string>) {
  const known: Record<string, string> = {
    merek: "Kopi Senja",
    brand: "Kopi Senja",
    hari: "Kamis",
    tanggal: "19 November 2026",
    ...values,
  };
  const missing = new Set<string>();
  const fill = (text: string) =>
    text.replace(/\{(\p{L}+)\}/gu, (_, word: string) => {
      if (!known[word]) missing.add(word);
      return known[word] ?? `[${word}]`;
    });
  const entries = Object.entries(content).map(([field, text]) => [field, fill(text)]);
  return { content: Object.fromEntries(entries) as SnippetContent, missing: [...missing] };
}

const step = (at: string, field: HistoryEntry["field"], before: string, after: string, more = {}): HistoryEntry => ({
  operation: `op-${at}`,
  at: `2026-11-18T${at}:00Z`,
  actor: "window",
  label: "edit_post",
  channel: null,
  field,
  before,
  after,
  can_restore: true,
  ...more,
});

/** The answers about posts need to find one. */
export function writing(find: (id: string) => data.Kept, keep: (it: data.Kept) => Reply<"get_post">): Answers {
  return {
    list_labels: () => ({
      pillars: [label("education", 9), label("soft_selling", 6)],
      campaigns: [label("Menu Hujan", 6), label("Ramadan di Kopi Senja", 2)],
      tags: [label("promo", 7), label("menu baru", 4), label("foto studio", 2)],
    }),
    duplicate_post: ({ id }) => {
      const { post } = find(id);
      const made = data.makePost(post.title, post.shared.text, null, [], [], "draft");
      made.post = { ...post, id: made.post.id, planned: null, editorial: "draft" };
      return keep(made);
    },
    post_history: ({ id }) => {
      const { text } = find(id).post.shared;
      return [
        step("01:05", "text", text.replace("hujan", "dingin"), text),
        step("01:02", "campaign", "", "Menu Hujan"),
        step("00:40", "text", "Kopi jahe untuk sore.", text.replace("hujan", "dingin"), { actor: "command_line" }),
        step("00:31", "text", "", "Kopi jahe untuk sore.", { channel: "ch-x", before: null, label: "edit_variant" }),
      ];
    },
    restore_field: ({ post, operation }) => {
      const it = find(post);
      const after = operation === "op-00:40" ? it.post.shared.text.replace("hujan", "dingin") : it.post.shared.text;
      const shared: Content = { ...it.post.shared, text: after };
      it.post = { ...it.post, shared, revision: it.post.revision + 1 };
      return keep(it).post;
    },
    list_snippets: () => kept,
    save_snippet: ({ id, kind, name, content }) => {
      const made = snippet(id ?? `s-${kept.length + 1}`, kind, name, content);
      kept = [...kept.filter((it) => it.id !== id), made];
      return made;
    },
    remove_snippet: ({ id }) => {
      kept = kept.filter((it) => it.id !== id);
      return { operation: "op", label: "remove_snippet" };
    },
    fill_snippet: ({ id, values }) => {
      const found = kept.find((it) => it.id === id);
      if (!found) throw new CallFailure({ code: "not_found", values: { what: id } });
      return filled(found.content, values);
    },
    tag_link: ({ url, preset }) => {
      const tagged = new URL(url);
      tagged.searchParams.set("utm_source", preset ? preset.toLowerCase() : "bluesky");
      tagged.searchParams.set("utm_medium", "social");
      tagged.searchParams.set("utm_campaign", "menu-hujan");
      return { url: tagged.toString() };
    },
  };
}
