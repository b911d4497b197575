import { language } from "./language.svelte";

type Entry = { id: string; en: string; remedy?: string };

const files = import.meta.glob<Record<string, Entry>>("../../../assets/words/*.json", {
  eager: true,
  import: "default",
});
const tables = new Map<string, Record<string, Entry>>();
for (const [path, table] of Object.entries(files)) {
  tables.set(path.replace(/^.*\//, "").replace(/\.json$/, ""), table);
}
// A network's own failures have their words in its folder; on screen they are errors like the others.
const ofNetworks = import.meta.glob<Record<string, Entry>>("../../../src-tauri/crates/networks/src/*/words.json", {
  eager: true,
  import: "default",
});
tables.set("errors", Object.assign({}, tables.get("errors"), ...Object.values(ofNetworks)));

const unknownCode: Entry = {
  id: "Ada yang tidak berjalan. Datanya tetap tersimpan. Kode: {code}",
  en: "Something did not work. Nothing was lost. Code: {code}",
};

/** The names of the shared word tables: errors, findings, states and so on. */
export function wordTables(): ReadonlyMap<string, Record<string, Entry>> {
  return tables;
}

/** Whether a code has words. */
export function hasWord(code: string): boolean {
  return entry(code) !== undefined;
}

/** The sentence of a code shared with the core, with its values put in; a code nobody knows is shown as it is. */
export function word(code: string, values: Record<string, string | number> = {}): string {
  const found = entry(code);
  const sentence = (found ?? unknownCode)[language.current];
  return fill(sentence, found ? values : { code });
}

/** Like `word`, for a code that exists in several tables. */
export function wordIn(table: string, code: string, values: Record<string, string | number> = {}): string {
  const found = tables.get(table)?.[code];
  return found ? fill(found[language.current], values) : word(code, values);
}

/** What a failure offers the person to do: a name of a button, where there is one. */
export function remedyOf(code: string): string | undefined {
  return entry(code)?.remedy;
}

/** Puts values into `{name}` places; a place without a value keeps its name, so that the gap is seen. */
export function fill(sentence: string, values: Record<string, string | number>): string {
  return sentence.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}

function entry(code: string): Entry | undefined {
  for (const table of tables.values()) {
    const found = table[code];
    if (found) return found;
  }
  return undefined;
}
