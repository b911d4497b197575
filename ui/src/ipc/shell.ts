import { RAW, theDoor } from "./door";
import { toFailure } from "./failure";
import type {
  Asset,
  AssetId,
  Batch,
  ChannelId,
  DeliveryId,
  Imported,
  JobId,
  MissingFound,
  PackOffer,
  PicturesWritten,
  ReportId,
  RulesImported,
  Tested,
} from "./types";

async function ask<T>(command: string, args: Record<string, unknown> = {}): Promise<T> {
  try {
    return (await theDoor().invoke(command, args)) as T;
  } catch (thrown) {
    throw toFailure(thrown);
  }
}

/** Puts a channel's secret into the system's keychain. It never comes back. */
export const storeSecret = (channel: ChannelId, secret: string) => ask<null>("store_secret", { channel, secret });

/**
 * Signs a channel in on its network's own page, in the system's browser. Answers when the person is done there, after
 * five minutes at most; `sign_in_moved` events say how far it is, the command `cancel_sign_in` ends it.
 */
export const signInChannel = (channel: ChannelId) => ask<Tested>("sign_in_channel", { channel });

/** Asks where to, then writes a report's PDF there; null when the person changed their mind. */
export const exportReport = (report: ReportId) => ask<{ path: string } | null>("export_report", { report });

/** Asks for pictures and takes them in, as a job that is watched and ended by its name. */
export const importPictures = (job?: JobId) => ask<Imported>("import_pictures", { job });

/** Takes in a pasted picture. Its bytes travel as they are, not as a list of numbers. */
export const importPasted = (_fileName: string, bytes: Uint8Array) => ask<Imported>("import_pasted", { [RAW]: bytes });

/** Takes in the picture on the system's clipboard, where the web view does not hand it over; nothing without one. */
export const importClipboard = () => ask<Imported>("import_clipboard");

/**
 * Asks for the file of an original whose own is gone, and gives it back to it; null when the person changed their mind.
 * A file of other content is refused with `asset_other_content`.
 */
export const findMissing = (id: AssetId) => ask<Asset | null>("find_missing", { id });

/** Asks for a folder and searches it for the files of all originals without one; null when the person turned back. */
export const findMissingIn = () => ask<MissingFound | null>("find_missing_in");

/** Asks for a file of newer network rules and reads it in; null when the person changed their mind. */
export const importRules = () => ask<RulesImported | null>("import_rules");

/**
 * Asks for a folder, then cuts originals for placements into it; null when the person turned back. Answers when all is
 * done: `job` events say how far it is, the command `cancel_job` ends it.
 */
export const preparePictures = (batch: Batch) => ask<PicturesWritten | null>("prepare_pictures", { batch });

/** Opens an https address in the system's browser. */
export const openAddress = (url: string) => ask<null>("open_address", { url });

/** Opens the folder with the files prepared for posting by hand. */
export const openDeskFolder = (delivery: DeliveryId) => ask<null>("open_desk_folder", { delivery });

/** Asks where to, then writes files and texts for posting by hand there as a ZIP; null when the person turned back. */
export const savePack = (delivery: DeliveryId) => ask<{ path: string } | null>("save_pack", { delivery });

/**
 * Lets a phone on the local network fetch files and texts once, for ten minutes at most. The event `pack_offer_ended`
 * says how that ended, the command `withdraw_pack` ends it.
 */
export const offerPack = (delivery: DeliveryId) => ask<PackOffer>("offer_pack", { delivery });

/** Whether Kelola starts with the system, as the system says. */
export const startsWithSystem = () => ask<boolean>("starts_with_system");

/** Lets Kelola start with the system, or no longer. */
export const startWithSystem = (on: boolean) => ask<boolean>("start_with_system", { on });

/** Ends the program, sending included. */
export const quit = () => ask<null>("quit");

/** Asks where to, then writes a backup there. */
export const backUp = () => ask<{ path: string } | null>("back_up");

/** Tells the shell that the page hears events. */
export const pageListens = () => ask<null>("page_listens");

/** Tells the log a moment of starting. */
export const markStart = (moment: "painted" | "answered", screen: string) =>
  ask<null>("mark_start", { moment, screen });

/** Asks for a backup, puts it in place of the data and starts the program again. */
export const restoreBackup = () => ask<null>("restore_backup");
