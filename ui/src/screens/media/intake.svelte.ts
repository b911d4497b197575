/** Taking files in: asked for, pasted or dropped, and what came of it. */
import { type AlbumId, importClipboard, type Imported, importPasted, importPictures } from "../../ipc";
import { notices } from "../../session";

const NOTHING: Imported = { assets: [], failures: [], known: [], alike: [] };

export class Intake {
  busy = $state(false);
  /** What came of the last files, until somebody has read it; null where there is nothing to say. */
  came = $state.raw<Imported | null>(null);

  /** `took` hears of everything that came in, or was there already, and of the album it was dropped onto. */
  constructor(private readonly took: (imported: Imported, album: AlbumId | null) => Promise<void>) {}

  add(): Promise<void> {
    return this.bring(() => importPictures());
  }

  async paste(files: readonly File[]): Promise<void> {
    for (const file of files) {
      await this.bring(async () => importPasted(file.name, new Uint8Array(await file.arrayBuffer())));
    }
  }

  /** Takes in the picture on the clipboard that the web view kept to itself, if there is one. */
  pasteFromSystem(): Promise<void> {
    return this.bring(() => importClipboard());
  }

  /** Files were dropped, onto an album or anywhere: the shell has taken them in. */
  async dropped(imported: Imported, album: AlbumId | null = null): Promise<void> {
    if (!saysSomething(imported)) return;
    this.came = imported;
    await this.took(imported, album);
  }

  forget(): void {
    this.came = null;
  }

  private async bring(read: () => Promise<Imported>): Promise<void> {
    this.busy = true;
    try {
      await this.dropped({ ...NOTHING, ...(await read()) });
    } catch (thrown) {
      notices.sayFailure(thrown);
    } finally {
      this.busy = false;
    }
  }
}

const saysSomething = ({ assets, failures, known }: Imported): boolean =>
  assets.length + failures.length + known.length > 0;
