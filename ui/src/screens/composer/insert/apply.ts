/** How something kept for later goes into a post: what is written into its fields, and what at the caret. */
import type { Content, Field, Snippet, SnippetContent } from "../../../ipc";

export interface Applied {
  /** Fields that become this. */
  write: Partial<Pick<Content, "text" | "title" | "hashtags" | "link" | "first_comment">>;
  /** What goes where the caret is. */
  insert: string;
}

/** Nothing that was written already is given up: words go to the caret, and only empty fields are filled. */
export function applied(
  kind: Snippet["kind"],
  filled: SnippetContent,
  content: Content,
  fields: ReadonlySet<Field>,
): Applied {
  if (kind === "hashtags") return withHashtags(filled.hashtags || filled.text, content, fields);
  if (kind === "snippet") return { write: {}, insert: filled.text };
  const write: Applied["write"] = {};
  for (const field of ["title", "hashtags", "link", "first_comment"] as const) {
    if (fields.has(field) && filled[field].trim() && !content[field].trim()) write[field] = filled[field];
  }
  if (content.text.trim()) return { write, insert: filled.text };
  return { write: { ...write, text: filled.text }, insert: "" };
}

function withHashtags(tags: string, content: Content, fields: ReadonlySet<Field>): Applied {
  if (fields.has("hashtags")) return { write: { hashtags: joined(content.hashtags, tags) }, insert: "" };
  return { write: {}, insert: tags };
}

/** Hashtags with others after them, each once whatever its letters' case. */
export function joined(before: string, more: string): string {
  const known = new Set(before.toLowerCase().split(/\s+/));
  const fresh = more.split(/\s+/).filter((it) => it && !known.has(it.toLowerCase()));
  return [before.trimEnd(), ...fresh].filter(Boolean).join(" ");
}

/** What is kept when somebody keeps what is on screen: all fields for a template, the selection or text for others. */
export function kept(kind: Snippet["kind"], content: Content, selected: string): SnippetContent {
  const none: SnippetContent = { text: "", title: "", hashtags: "", link: "", first_comment: "" };
  const { text, title, hashtags, link, first_comment } = content;
  if (kind === "template") return { text, title, hashtags, link, first_comment };
  if (kind === "snippet") return { ...none, text: selected || text };
  const found = (selected || text).match(/[#＃][\p{L}\p{N}_]+/gu) ?? [];
  return { ...none, hashtags: joined(selected ? "" : hashtags, found.join(" ")) };
}
