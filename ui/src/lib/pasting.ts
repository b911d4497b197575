/** Pictures pasted into a screen: from the web view where it hands them over, else from the system's clipboard. */

/** How long after the keys a web view that hands the clipboard over has done so, in milliseconds. */
const PASTE_COMES_WITHIN = 80;

/** What a screen does with what is pasted. */
export interface Pasted {
  files(files: File[]): void;
  /** Looks at the system's clipboard; there may be no picture on it. */
  system(): void;
}

/** Hears the window's `paste` and `keydown`. */
export class Pasting {
  private fromSystem: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly pasted: Pasted) {}

  readonly paste = (event: ClipboardEvent): void => {
    clearTimeout(this.fromSystem);
    const files = [...(event.clipboardData?.files ?? [])].filter((it) => it.type.startsWith("image/"));
    // A cell copied from a spreadsheet carries its picture too; words are what is meant.
    if (event.clipboardData?.getData("text/plain")) return;
    if (files.length > 0) {
      event.preventDefault();
      this.pasted.files(files);
    } else this.pasted.system();
  };

  // Some web views tell of no paste at all when only a picture is on the clipboard.
  readonly keydown = (event: KeyboardEvent): void => {
    if (event.key.toLowerCase() !== "v" || !(event.ctrlKey || event.metaKey) || event.altKey) return;
    clearTimeout(this.fromSystem);
    this.fromSystem = setTimeout(() => this.pasted.system(), PASTE_COMES_WITHIN);
  };
}
