import { language } from "./language.svelte";

/** A message in both languages: a sentence, or a function of its values. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- each message declares its own values
type Say = string | ((...values: any[]) => string);
type Both<T extends Say> = { id: T; en: T };

/** Functions keep their values; a sentence reads as any string, whatever its words. */
type Spoken<T> = T extends { id: infer S } ? (S extends string ? string : S) : never;

// What a screen declares, kept so that a test can look at every word in both languages.
const declared: Record<string, Both<Say>>[] = [];

/**
 * The words of a screen. Each entry has both languages, a missing one does not compile:
 * `const t = defineMessages({ title: { id: "Hari Ini", en: "Today" } })`, then `t.title`.
 */
export function defineMessages<const T extends Record<string, Both<Say>>>(table: T): { [K in keyof T]: Spoken<T[K]> } {
  declared.push(table);
  const spoken = {};
  for (const [key, both] of Object.entries(table)) {
    Object.defineProperty(spoken, key, { enumerable: true, get: () => both[language.current] });
  }
  return spoken as { [K in keyof T]: Spoken<T[K]> };
}

/** Every table declared so far. */
export function declaredMessages(): readonly Record<string, Both<Say>>[] {
  return declared;
}
