/** The words of a text area once more, unseen, to learn where they stand: a text area tells nothing of them. */
import { changeBetween } from "./change";

/** Ends the last line, which would not be there without it where it is empty. */
const END = "\u200b";

/** How a field is dressed, in pixels: a line's height, and where lines can be written. */
interface Measures {
  line: number;
  above: number;
  below: number;
  left: number;
  right: number;
}

export class Mirror {
  measures: Measures;
  private readonly words = document.createTextNode(END);
  private shown = "";
  private readonly observer: ResizeObserver;

  /** Calls back when the lines become longer or shorter, or the letters larger or smaller. */
  constructor(
    private readonly element: HTMLElement,
    resized: () => void,
  ) {
    element.replaceChildren(this.words);
    this.measures = this.measure();
    this.observer = new ResizeObserver(() => {
      const [before, now] = [this.measures, this.measure()];
      this.measures = now;
      if (before.line !== now.line || before.right !== now.right) resized();
    });
    this.observer.observe(element);
    // Until its letters are there, words stand in others, and elsewhere.
    void document.fonts.ready.then(resized);
  }

  /** Takes in the words as they are now. */
  show(text: string): void {
    const change = changeBetween(this.shown, text);
    if (!change) return;
    this.words.replaceData(change.from, change.to - change.from, change.insert);
    this.shown = text;
  }

  /** How many lines words fill. */
  lines(text: string): number {
    this.show(text);
    const { above, below, line } = this.measures;
    return Math.round((this.element.offsetHeight - above - below) / line);
  }

  /** A box for each line a stretch of what is shown is on, in pixels from the mirror's corner. */
  boxes(start: number, end: number): DOMRect[] {
    const { left, top } = this.element.getBoundingClientRect();
    const range = document.createRange();
    range.setStart(this.words, Math.min(start, this.shown.length));
    range.setEnd(this.words, Math.min(end, this.words.length));
    return [...range.getClientRects()]
      .filter((it) => it.width > 0 || end > this.shown.length)
      .map((it) => new DOMRect(it.left - left, it.top - top, it.width, it.height));
  }

  /** Scrolls the page to a place in words. */
  reveal(text: string, at: number): void {
    this.show(text);
    const [box] = this.boxes(at, at + 1);
    if (!box) return;
    const spot = document.createElement("i");
    spot.className = "spot";
    spot.style.cssText = `left: ${box.left}px; top: ${box.top}px; height: ${box.height}px`;
    this.element.append(spot);
    spot.scrollIntoView({ block: "nearest" });
    spot.remove();
  }

  destroy(): void {
    this.observer.disconnect();
  }

  private measure(): Measures {
    const { lineHeight, paddingTop, paddingBottom, paddingLeft, paddingRight } = getComputedStyle(this.element);
    return {
      line: parseFloat(lineHeight),
      above: parseFloat(paddingTop),
      below: parseFloat(paddingBottom),
      left: parseFloat(paddingLeft),
      right: this.element.clientWidth - parseFloat(paddingRight),
    };
  }
}
