/** Asking the core for originals, a page at a time. */
import { type Args, type AssetRow, call } from "../../ipc";
import type { Answer } from "../rows.svelte";

/** The core counts originals found by words no further; a list as long as that goes on. */
const COUNTED = 10_000;

/** A page of what was asked for. */
export async function listAssets(asked: Args<"list_assets">): Promise<Answer<AssetRow>> {
  const page = await call("list_assets", asked);
  return { ...page, more: Boolean(asked.query?.trim()) && page.total === COUNTED };
}
