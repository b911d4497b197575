/**
 * A field for plain text: the engine's own, with CodeMirror's history behind it for undo, and marks beneath it that move
 * along. CodeMirror's own view is written in as a page is, which costs a third more with every key.
 */
import { chordOf } from "../../lib/keys";
import { type Change, changeBetween, placeAfter } from "./change";
import { MarkLayer } from "./mark-layer";
import type { TextMark } from "./marks";
import { Mirror } from "./mirror";
import { type How, Past, type Selection } from "./past";
import { Room } from "./room";

/** What a screen can do with a field: go to it, and write where the caret is. */
export interface EditorHandle {
  /** Goes to the field; selects a stretch, in UTF-16 units, where one is given. */
  focus(stretch?: { start: number; end: number }): void;
  /** Writes in place of what is selected, and goes there. */
  insert(text: string): void;
  /** What is selected, or an empty string. */
  selected(): string;
  readonly text: string;
}

/** The elements a field is made of. */
export interface Elements {
  /** Has the height of the whole. */
  frame: HTMLElement;
  area: HTMLTextAreaElement;
  /** Where marks are drawn, beneath the words. */
  ground: HTMLElement;
  /** The same words once more, unseen: a text area does not tell where its words stand. */
  mirror: HTMLElement;
}

type Way = "undo" | "redo";

const CHORDS: Partial<Record<string, Way>> = { "Ctrl+z": "undo", "Ctrl+y": "redo", "Ctrl+Shift+z": "redo" };
const MENU: Partial<Record<string, Way>> = { historyUndo: "undo", historyRedo: "redo" };

export class PlainEditor implements EditorHandle {
  /** What is in the field. */
  private written: string;
  private readonly past: Past;
  private readonly area: HTMLTextAreaElement;
  private readonly mirror: Mirror;
  private readonly room: Room;
  private readonly layer: MarkLayer;

  constructor(
    elements: Elements,
    value: string,
    /** How high it is while it is empty, in lines. */
    lines: number,
    private readonly oninput: (value: string) => void,
  ) {
    this.area = elements.area;
    this.written = withPlainEnds(value);
    this.past = new Past(this.written);
    this.mirror = new Mirror(elements.mirror, () => this.resized());
    this.room = new Room(elements.frame, elements.area, this.mirror, lines);
    this.layer = new MarkLayer(this.mirror, elements.ground, () => this.written);
    this.listen();
    this.fill({ start: this.written.length, end: this.written.length });
    this.room.fit(this.written, true);
  }

  get text(): string {
    return this.written;
  }

  /** Takes in a text that came from outside; what the field said itself is no news. */
  show(value: string): void {
    const change = value === this.written ? null : changeBetween(this.written, withPlainEnds(value));
    if (!change) return;
    const place = (at: number) => (at === change.from ? at : placeAfter(change, at));
    const { start, end } = this.selection;
    this.replace(change, { start: place(start), end: place(end) });
  }

  /** Draws marks in place of those before. */
  mark(marks: readonly TextMark[]): void {
    this.layer.show(marks);
  }

  focus(stretch?: { start: number; end: number }): void {
    this.area.focus({ preventScroll: stretch !== undefined });
    if (!stretch) return;
    this.area.setSelectionRange(stretch.start, stretch.end);
    this.mirror.reveal(this.written, stretch.start);
  }

  insert(text: string): void {
    const { start, end } = this.selection;
    const insert = withPlainEnds(text);
    const after = start + insert.length;
    this.replace({ from: start, to: end, insert }, { start: after, end: after });
    this.area.focus({ preventScroll: true });
    this.mirror.reveal(this.written, after);
    this.oninput(this.written);
  }

  selected(): string {
    return this.written.slice(this.area.selectionStart, this.area.selectionEnd);
  }

  destroy(): void {
    this.mirror.destroy();
    this.layer.destroy();
  }

  private listen(): void {
    this.area.addEventListener("keydown", (event) => {
      const way = CHORDS[chordOf(event)];
      if (way && !event.isComposing) this.go(event, way);
    });
    this.area.addEventListener("beforeinput", (event) => {
      const way = MENU[event.inputType];
      if (way) this.go(event, way);
      // While a letter is being composed, what there is of it is selected.
      else if (howOf(event.inputType) !== "composed") this.past.begin(this.selection);
    });
    this.area.addEventListener("compositionstart", () => this.past.begin(this.selection));
    this.area.addEventListener("input", (event) => this.heard((event as InputEvent).inputType));
    // Pictures belong to the post, not into its words; the page takes them.
    this.area.addEventListener("paste", (event) => {
      if (!event.clipboardData?.getData("text/plain")) event.preventDefault();
    });
    this.area.addEventListener("drop", (event) => {
      if (event.dataTransfer?.files.length) event.preventDefault();
    });
  }

  private get selection(): Selection {
    return { start: this.area.selectionStart, end: this.area.selectionEnd };
  }

  /** What the engine wrote into the field. */
  private heard(how: string | undefined): void {
    const before = this.written;
    const change = changeBetween(before, this.area.value);
    if (!change) return;
    this.written = this.area.value;
    this.past.write(change, this.selection, howOf(how), performance.now());
    this.changed(change, before);
    this.oninput(this.written);
  }

  /** Undoes, or redoes; the engine's own memory knows nothing of what was written for somebody. */
  private go(event: Event, way: Way): void {
    event.preventDefault();
    const step = this.area.readOnly ? null : this.past[way]();
    const change = step && changeBetween(this.written, step.text);
    if (!change) return;
    this.put(change, step.selection);
    this.mirror.reveal(this.written, step.selection.end);
    this.oninput(this.written);
  }

  /** Writes something in one step, and selects. */
  private replace(change: Change, after: Selection): void {
    this.past.begin(this.selection);
    this.past.write(change, after, "at_once", performance.now());
    this.put(change, after);
  }

  private put(change: Change, after: Selection): void {
    const before = this.written;
    this.written = before.slice(0, change.from) + change.insert + before.slice(change.to);
    this.fill(after);
    this.changed(change, before);
  }

  private fill({ start, end }: Selection): void {
    this.area.value = this.written;
    this.area.setSelectionRange(start, end);
  }

  /** A change was made: the field makes room for it, and marks follow. */
  private changed(change: Change, before: string): void {
    this.room.fit(this.written, change.to > change.from);
    this.layer.follow(change, before);
  }

  /** The field became wider or narrower, or its letters larger or smaller. */
  private resized(): void {
    this.room.fit(this.written, true);
    this.layer.drawAgain();
  }
}

/** A text area ends all lines alike. */
const withPlainEnds = (text: string) => text.replace(/\r\n?/g, "\n");

/** What is typed or deleted in a row is undone in one step, and so is all that composing a letter comes to. */
function howOf(what = ""): How {
  if (["insertCompositionText", "deleteCompositionText", "insertFromComposition"].includes(what)) return "composed";
  return what === "insertText" || what.startsWith("delete") ? "typed" : "at_once";
}
