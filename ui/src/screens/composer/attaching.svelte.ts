/** Pictures on their way into a post: from the system, the clipboard or the library, to the post or a part of its thread. */
import { importClipboard, importPasted, importPictures } from "../../ipc";
import type { Asset, Attachment, Imported } from "../../ipc";
import { word } from "../../i18n";
import { attached } from "../../lib/attachment";
import { notices } from "../../session";
import type { Composer } from "./composer.svelte";
import { withItem } from "./inherit";
import { t } from "./messages";

export class Attaching {
  isAdding = $state(false);
  /** The part of the thread the library was opened for; null for the post itself. */
  private libraryFor: number | null = null;

  constructor(private readonly composer: Composer) {}

  async pick(): Promise<void> {
    await this.adding(importPictures);
  }

  async paste(files: readonly File[]): Promise<void> {
    for (const file of files) {
      await this.adding(async () => importPasted(file.name, new Uint8Array(await file.arrayBuffer())));
    }
  }

  /** Takes in the picture on the clipboard that the web view kept to itself, if there is one. */
  async pasteFromSystem(): Promise<void> {
    await this.adding(importClipboard);
  }

  /** Attaches what came in, to the post or to a part of its thread; what could not be read is named with its reason. */
  attach(imported: Imported, part: number | null = null): void {
    const { media, parts } = this.composer.content;
    const before = part === null ? media : (parts[part]?.media ?? []);
    const known = new Set(before.map((it) => it.asset));
    this.composer.assets = { ...this.composer.assets, ...Object.fromEntries(imported.assets.map((it) => [it.id, it])) };
    const fresh = imported.assets.filter((it) => !known.has(it.id));
    const added: Attachment[] = fresh.map(attached);
    const after = [...before, ...added];
    if (added.length > 0 && part === null) this.composer.write("media", after);
    if (added.length > 0 && part !== null)
      this.composer.write(
        "parts",
        withItem(parts, part, (it) => ({ ...it, media: after })),
      );
    const bad = imported.failures[0];
    if (bad) notices.say(t.pictureFailed(bad.file_name, word(bad.failure.code, bad.failure.values)), null, "fail");
  }

  /** Opens the library, to choose for the post or for a part of its thread. */
  openLibrary(part: number | null = null): void {
    this.libraryFor = part;
    this.composer.beside = "library";
  }

  /** Attaches what was chosen in the library, where it was opened for. */
  attachChosen(assets: Asset[]): void {
    this.attach({ assets, failures: [], known: [], alike: [] }, this.libraryFor);
  }

  /** Chooses pictures for a further part of the thread. */
  async pickForPart(index: number): Promise<void> {
    await this.adding(importPictures, (imported) => this.attach(imported, index));
  }

  private async adding(bring: () => Promise<Imported>, take = (it: Imported) => this.attach(it)): Promise<void> {
    this.isAdding = true;
    try {
      take(await bring());
    } catch (thrown) {
      notices.sayFailure(thrown);
    }
    this.isAdding = false;
  }
}
