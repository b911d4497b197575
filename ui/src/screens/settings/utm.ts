/** How a link's UTM parameters are filled: the same as the core does, for looking at a preset before it is used. */
import type { UtmPreset } from "../../ipc";

/** What stands in a preset for what is known only of a post. */
export const UTM_VARIABLES = ["network", "campaign", "post"] as const;
type Known = Record<(typeof UTM_VARIABLES)[number], string>;

/** The parts of a preset that become parameters, in their order. */
export const UTM_PARTS = ["source", "medium", "campaign", "content", "term"] as const;
export type UtmPart = (typeof UTM_PARTS)[number];

/** A preset to start from. */
export const USUAL: UtmPreset = {
  name: "",
  source: "{network}",
  medium: "social",
  campaign: "{campaign}",
  content: "",
  term: "",
};

/** A link with the parameters of a preset; an empty part is left out. */
export function tagged(address: string, preset: UtmPreset, known: Known): string {
  const url = new URL(address);
  for (const part of UTM_PARTS) {
    const value = filled(preset[part], known);
    if (value) url.searchParams.append(`utm_${part}`, value);
  }
  return url.href;
}

function filled(value: string, known: Known): string {
  return UTM_VARIABLES.reduce((text, it) => text.replaceAll(`{${it}}`, known[it]), value).trim();
}

/** What keeps presets from being kept: one without a name, or two with the same. */
export function presetWrong(presets: readonly UtmPreset[], at: number): "name_missing" | "name_twice" | null {
  const name = presets[at]?.name.trim().toLowerCase();
  if (!name) return "name_missing";
  return presets.some((it, other) => other !== at && it.name.trim().toLowerCase() === name) ? "name_twice" : null;
}
