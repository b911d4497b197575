/** Going to where something is put right: the field, with the stretch selected. */
import type { Composer } from "./composer.svelte";
import type { Spot } from "./spots";

/** A field with words, or a picture by its number, from 1. */
export type Goal = Pick<Spot, "field" | "part" | "stretch"> | { field: "media" | "alt" | "focus"; number: number };

export function goTo(composer: Composer, goal: Goal): void {
  if ("number" in goal) return toPicture(goal.field, goal.number);
  const stretch = goal.stretch ?? undefined;
  switch (goal.field) {
    case "text":
    case "first_comment":
      return composer.editors.get(goal.field)?.focus(stretch);
    case "part":
      return composer.editors.get(`part:${goal.part}`)?.focus(stretch);
    case "media":
    case "alt_text":
      return toPicture(goal.field === "media" ? "media" : "alt", 1);
  }
  const field = document.querySelector<HTMLInputElement>(`[data-field="${goal.field}"]`);
  field?.focus();
  if (stretch) field?.setSelectionRange(stretch.start, stretch.end);
  field?.scrollIntoView({ block: "nearest" });
}

function toPicture(what: "media" | "alt" | "focus", number: number): void {
  if (what === "media") {
    document.querySelector<HTMLElement>('[data-testid="add-pictures"]')?.focus();
    return;
  }
  const picture = document.querySelector<HTMLElement>(`[data-testid="picture-${Math.max(0, number - 1)}"]`);
  if (picture?.getAttribute("aria-expanded") === "false") picture.click();
  const inside = what === "alt" ? '[data-testid="picture-alt"]' : '[data-testid="focus-canvas"]';
  // The picture's own editor opens with the next frame.
  requestAnimationFrame(() => document.querySelector<HTMLElement>(inside)?.focus());
}
