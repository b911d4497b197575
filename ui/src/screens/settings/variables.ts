/** Variables of text blocks: their names in both languages, and an example of what comes out. */
import { language } from "../../i18n";
import type { SnippetContent, SnippetKind } from "../../ipc";

/** What Kelola fills by itself, by its stable name, the Indonesian one and the English one. */
export const VARIABLES = [
  { name: "brand", id: "merek", en: "brand" },
  { name: "campaign", id: "kampanye", en: "campaign" },
  { name: "price", id: "harga", en: "price" },
  { name: "date", id: "tanggal", en: "date" },
  { name: "day", id: "hari", en: "day" },
  { name: "time", id: "jam", en: "time" },
  { name: "channel", id: "kanal", en: "channel" },
] as const;
export type VariableName = (typeof VARIABLES)[number]["name"];

/** How a variable is written in the language on screen, with its braces. */
export function written(name: string): string {
  const known = VARIABLES.find((it) => it.name === name);
  return `{${known ? known[language.current] : name}}`;
}

/** Letters, digits, blanks, `_` and `-` between braces. */
const VARIABLE = /\{([\p{L}\p{N} _-]{1,40})\}/gu;

/** A text with values in the place of variables; one without a value stands in square brackets, as in a post. */
export function filled(text: string, values: Record<VariableName, string>): string {
  return text.replace(VARIABLE, (whole, inside: string) => {
    const typed = inside.trim();
    if (!typed) return whole;
    const low = typed.toLowerCase();
    const known = VARIABLES.find((it) => it.name === low || it.id === low);
    return known ? values[known.name] : `[${typed}]`;
  });
}

/** Whether a text holds a variable. */
export function hasVariable(text: string): boolean {
  return [...text.matchAll(VARIABLE)].some(([, inside]) => inside?.trim());
}

export const KINDS: readonly SnippetKind[] = ["hashtags", "snippet", "template"];

/** The fields a kind of text block has. */
export const FIELDS: Record<SnippetKind, readonly (keyof SnippetContent)[]> = {
  hashtags: ["hashtags"],
  snippet: ["text"],
  template: ["title", "text", "hashtags", "link", "first_comment"],
};

export const EMPTY: SnippetContent = { text: "", title: "", hashtags: "", link: "", first_comment: "" };

/** The words of a text block in one line, for a list. */
export function firstWords(kind: SnippetKind, content: SnippetContent): string {
  return FIELDS[kind]
    .map((it) => content[it].trim())
    .filter(Boolean)
    .join(" · ")
    .replace(/\s+/g, " ");
}
