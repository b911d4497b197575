import { untrack } from "svelte";
import { chordOf, chordsOf, isTyping, Sequence } from "../lib/keys";
import type { IconName } from "../icons/paths";

/** Something a person can do: found in the palette, done by its key, listed under `?`. */
export interface Act {
  id: string;
  title: string;
  icon?: IconName;
  /** `N`, `Ctrl Z`, `G H`. */
  keys?: string;
  /** Under which heading it stands in the list of keys. */
  group?: "go" | "do" | "view" | "here";
  /** Works in fields too; acts with Ctrl do so only when told. */
  inFields?: boolean;
  /** Kept out of the palette: arrows and such. */
  hidden?: boolean;
  run: () => void;
}

/** Every act there is at the moment: the shell's, and those of the screen that is open. */
class Acts {
  private sources = $state.raw<{ acts: () => Act[] }[]>([]);
  private readonly sequence = new Sequence();

  get all(): Act[] {
    return this.sources.flatMap((source) => source.acts());
  }

  /** Offers acts until the returned function is called. The newest source wins a key. */
  offer(acts: () => Act[]): () => void {
    const source = { acts };
    this.sources = [source, ...untrack(() => this.sources)];
    return () => {
      this.sources = untrack(() => this.sources).filter((it) => it !== source);
    };
  }

  /** Does what a pressed key stands for; answers whether anything did. */
  press(event: KeyboardEvent): boolean {
    const chord = chordOf(event);
    if (event.isComposing || ["Control", "Shift", "Alt", "Meta"].includes(event.key)) return false;
    const typing = isTyping(event.target);
    // A letter in a field is that letter: nobody looks through all acts for it.
    if (typing && event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey) return false;
    const acts = this.all.filter((act) => act.keys && (!typing || act.inFields));
    const done = this.sequence.take(
      chord,
      event.timeStamp,
      acts.map((act) => chordsOf(act.keys ?? "")),
    );
    if (done === null) return this.sequence.isWaiting && !typing;
    acts[done]?.run();
    return true;
  }
}

export const acts = new Acts();

/** Offers acts while the calling component lives. Titles and conditions inside stay alive with their language and state. */
export function useActs(list: () => Act[]): void {
  $effect.pre(() => acts.offer(list));
}
