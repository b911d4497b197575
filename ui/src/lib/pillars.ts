/** Content pillars: their names, and the hue the calendar shows them in. */
import { defineMessages } from "../i18n";

const t = defineMessages({
  education: { id: "Edukasi", en: "Education" },
  quote: { id: "Kutipan", en: "Quote" },
  soft_selling: { id: "Soft selling", en: "Soft selling" },
  hard_selling: { id: "Hard selling", en: "Hard selling" },
});

/** The pillars everybody has, in the order of a list to choose from. */
export const PILLARS = ["education", "quote", "soft_selling", "hard_selling"] as const;

const hues: Record<string, number> = { education: 5, quote: 6, soft_selling: 2, hard_selling: 1 };
// What own pillars share: the hues the usual ones leave.
const others = [3, 4, 7, 8];

/** The name of a pillar; an own one is called what the person called it. */
export function pillarName(pillar: string): string {
  return pillar in t ? t[pillar as keyof typeof t] : pillar;
}

/** The class that gives the hue of a pillar, `hue-5`; none without a pillar. */
export function pillarHue(pillar: string): string | null {
  if (!pillar) return null;
  const known = hues[pillar];
  if (known) return `hue-${known}`;
  let sum = 0;
  for (const letter of pillar) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973;
  return `hue-${others[sum % others.length] ?? 3}`;
}
