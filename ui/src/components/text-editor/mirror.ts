/** The words of a text area once more, unseen, to learn where they stand: a text area tells nothing of them. */
import { changeBetween } from "./change";

/** Ends the last line, which would not be there without it where it is empty. */
const END = "\u200b";

export class Mirror {
  private readonly words = document.createTextNode(END);
  private shown = "";
  private size = "";
  private readonly observer: ResizeObserver;

  /** Calls back when the lines become longer or shorter, or the letters larger or smaller. */
  constructor(
    private readonly element: HTMLElement,
    resized: () => void,
  ) {
    element.replaceChildren(this.words);
    this.size = this.sizeNow();
    this.observer = new ResizeObserver(() => {
      const size = this.sizeNow();
      if (size === this.size) return;
      this.size = size;
      resized();
    });
    this.observer.observe(element);
  }

  /** Takes in the words as they are now. */
  show(text: string): void {
    const change = changeBetween(this.shown, text);
    if (!change) return;
    this.words.replaceData(change.from, change.to - change.from, change.insert);
    this.shown = text;
  }

  /** Where the mirror itself stands; the field is in the same place. */
  place(): DOMRect {
    return this.element.getBoundingClientRect();
  }

  /** From where to where lines can be written, in pixels from its left. */
  margins(): { left: number; right: number; line: number } {
    const { paddingLeft, paddingRight, lineHeight } = getComputedStyle(this.element);
    const right = this.element.clientWidth - parseFloat(paddingRight);
    return { left: parseFloat(paddingLeft), right, line: parseFloat(lineHeight) };
  }

  /** A box for each line a stretch of what is shown is on. */
  boxes(start: number, end: number): DOMRect[] {
    const range = document.createRange();
    range.setStart(this.words, Math.min(start, this.shown.length));
    range.setEnd(this.words, Math.min(end, this.words.length));
    return [...range.getClientRects()].filter((it) => it.width > 0 || end > this.shown.length);
  }

  /** Scrolls the page to a place in what is shown. */
  reveal(at: number): void {
    const [box] = this.boxes(at, at + 1);
    if (!box) return;
    const { left, top } = this.place();
    const spot = document.createElement("i");
    spot.className = "spot";
    spot.style.cssText = `left: ${box.left - left}px; top: ${box.top - top}px; height: ${box.height}px`;
    this.element.append(spot);
    spot.scrollIntoView({ block: "nearest" });
    spot.remove();
  }

  destroy(): void {
    this.observer.disconnect();
  }

  private sizeNow(): string {
    return `${this.element.clientWidth} ${getComputedStyle(this.element).lineHeight}`;
  }
}
