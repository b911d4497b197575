/** What can be chosen in each filter, and what a chosen value is called. */
import type { Pick } from "../../components/PickList.svelte";
import { wordIn } from "../../i18n";
import type { Label, Labels } from "../../ipc";
import { pillarName } from "../../lib/pillars";
import { handleOf, session } from "../../session";
import { type Choice, EDITORIALS, PROGRESSES } from "./filters";

/** The values of a filter, with how many posts have them where that is known. */
export function optionsOf(choice: Choice, labels: Labels): Pick[] {
  switch (choice) {
    case "states":
      return PROGRESSES.map((value) => ({ value, label: nameIn(choice, value) }));
    case "editorial":
      return EDITORIALS.map((value) => ({ value, label: nameIn(choice, value) }));
    case "channels":
      return session.channels.map(({ id }) => ({ value: id, label: nameIn(choice, id) }));
    default:
      return labels[choice].map((it: Label) => ({ value: it.name, label: nameIn(choice, it.name), count: it.posts }));
  }
}

/** What a value is called in its filter. */
export function nameIn(choice: Choice, value: string): string {
  if (choice === "states" || choice === "editorial") return wordIn("states", value);
  if (choice === "pillars") return pillarName(value);
  if (choice !== "channels") return value;
  const channel = session.channel(value);
  return channel ? `${session.networkName(channel.network)} · ${handleOf(channel)}` : value;
}
