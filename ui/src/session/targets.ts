/** Targets, as every screen that shows them sets and names them. */
import { call, type SaveTarget } from "../ipc";
import { handleOf } from "./handles";
import { notices } from "./notices.svelte";
import { session } from "./session.svelte";

/** The channels a target can be for: `Bluesky · @kopisenja`. */
export function targetChannels(): { id: string; name: string }[] {
  return session.channels.map((it) => ({ id: it.id, name: `${session.networkName(it.network)} · ${handleOf(it)}` }));
}

/** Keeps a target; where it cannot, says why and answers false. */
export async function saveTarget(target: SaveTarget): Promise<boolean> {
  try {
    await call("save_target", target);
    return true;
  } catch (thrown) {
    notices.sayFailure(thrown);
    return false;
  }
}
