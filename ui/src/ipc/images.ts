import { theDoor } from "./door";
import type { AssetId, ReportId } from "./types";

/** The address of an original picture, made smaller: `width` is in device pixels. */
export function assetImage(id: AssetId, width = 320): string {
  return theDoor().address(`asset/${id}?w=${width}`);
}

/** The address of what the core names in a `src`: renditions and prepared files. */
export function coreImage(src: string): string {
  return theDoor().address(src.replace(/^thumb:\/\/localhost\//, "").replace(/^\//, ""));
}

/** The address of a page of a stored report; a new hash makes the window ask anew. */
export function reportPage(id: ReportId, page: number, width: number, hash: string | null): string {
  return theDoor().address(`report/${id}/${page}?w=${width}&v=${hash ?? ""}`);
}
