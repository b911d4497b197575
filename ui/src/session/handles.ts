/** Names of accounts as people write them. */
import { session } from "./session.svelte";

/** `@kopisenja` where readers can mention an account by it, else the name as it is. */
export function handleOf({ network, handle }: { network: string; handle: string }): string {
  return session.network(network)?.abilities.mentions ? `@${handle.replace(/^@/, "")}` : handle;
}
