import type { Args, Command, Reply } from "./commands";
import { theDoor } from "./door";
import { toFailure } from "./failure";
import { pageListens } from "./shell";
import type { KelolaEvent } from "./types";

export type * from "./types";
export type { Args, Command, Commands, Reply } from "./commands";
export { measureAtOnce } from "./at-once";
export { CallFailure, toFailure } from "./failure";
export * from "./images";
export * from "./shell";

/** Calls a command of the core. Rejects with a `CallFailure`, never with anything else. */
export async function call<C extends Command>(name: C, args: Args<C>): Promise<Reply<C>> {
  try {
    return (await theDoor().invoke("call", { command: { name, args } })) as Reply<C>;
  } catch (thrown) {
    throw toFailure(thrown);
  }
}

/** Hears every event of the core until the returned function is called; the shell hears that somebody listens. */
export function listen(heard: (event: KelolaEvent) => void): () => void {
  let stop: (() => void) | null = null;
  let over = false;
  void theDoor()
    .listen(heard)
    .then((unlisten) => {
      if (over) unlisten();
      else stop = unlisten;
      return pageListens();
    })
    // What happens is shown again at the next start.
    .catch(() => undefined);
  return () => {
    over = true;
    stop?.();
  };
}
