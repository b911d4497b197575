/**
 * A field for plain text: the engine's own, with CodeMirror's model of the text behind it for undo and for marks that
 * move along. CodeMirror's own view is written in as a page is, which costs a third more with every key.
 */
import { history, redo, undo } from "@codemirror/commands";
import { EditorState, type StateCommand, type Transaction, type TransactionSpec } from "@codemirror/state";
import { chordOf } from "../../lib/keys";
import { type Change, changeBetween } from "./change";
import { MarkLayer } from "./mark-layer";
import { marked, marking, type TextMark } from "./marks";
import { Mirror } from "./mirror";
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

const CHORDS: Partial<Record<string, StateCommand>> = {
  "Ctrl+z": undo,
  "Ctrl+y": redo,
  "Ctrl+Shift+z": redo,
};
const MENU: Partial<Record<string, StateCommand>> = { historyUndo: undo, historyRedo: redo };

export class PlainEditor implements EditorHandle {
  private state: EditorState;
  /** What is in the field, and in the state. */
  private written: string;
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
    const { doc } = EditorState.create({ doc: value });
    this.state = EditorState.create({ doc, selection: { anchor: doc.length }, extensions: [history(), marking] });
    this.written = doc.toString();
    this.mirror = new Mirror(elements.mirror, () => this.resized());
    this.room = new Room(elements.frame, elements.area, this.mirror, lines);
    this.layer = new MarkLayer(this.mirror, elements.ground, () => ({ state: this.state, text: this.written }));
    this.listen();
    this.fill();
    this.room.fit(this.written, true);
  }

  get text(): string {
    return this.written;
  }

  /** Takes in a text that came from outside; what the field said itself is no news. */
  show(value: string): void {
    const change = value === this.written ? null : changeBetween(this.written, value.replace(/\r\n?/g, "\n"));
    if (!change) return;
    this.follow();
    this.write({ changes: change });
  }

  /** Draws marks in place of those before. */
  mark(marks: readonly TextMark[]): void {
    const effects = marked(this.state, marks);
    if (effects) this.take(this.state.update({ effects }));
  }

  focus(stretch?: { start: number; end: number }): void {
    this.area.focus({ preventScroll: stretch !== undefined });
    if (!stretch) return;
    this.area.setSelectionRange(stretch.start, stretch.end);
    this.mirror.reveal(this.written, stretch.start);
  }

  insert(text: string): void {
    this.follow();
    this.write({ ...this.state.replaceSelection(text), userEvent: "input" });
    this.area.focus({ preventScroll: true });
    this.mirror.reveal(this.written, this.state.selection.main.head);
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
      const command = CHORDS[chordOf(event)];
      if (command && !event.isComposing) this.goBack(event, command);
    });
    this.area.addEventListener("beforeinput", (event) => {
      const command = MENU[event.inputType];
      if (command) this.goBack(event, command);
      else this.follow();
    });
    this.area.addEventListener("input", (event) => this.heard((event as InputEvent).inputType));
    // Pictures belong to the post, not into its words; the page takes them.
    this.area.addEventListener("paste", (event) => {
      if (!event.clipboardData?.getData("text/plain")) event.preventDefault();
    });
    this.area.addEventListener("drop", (event) => {
      if (event.dataTransfer?.files.length) event.preventDefault();
    });
  }

  /** What the engine wrote into the field. */
  private heard(how: string | undefined): void {
    const change = changeBetween(this.written, this.area.value);
    if (!change) return;
    this.written = this.area.value;
    const { selectionStart: anchor, selectionEnd: head } = this.area;
    this.take(this.state.update({ changes: change, selection: { anchor, head }, userEvent: eventOf(how) }), change);
    this.oninput(this.written);
  }

  /** Undoes, or redoes; the engine's own memory knows nothing of what was written for somebody. */
  private goBack(event: Event, command: StateCommand): void {
    event.preventDefault();
    if (this.area.readOnly) return;
    const dispatch = (change: Transaction) => {
      this.apply(change);
      this.mirror.reveal(this.written, this.state.selection.main.head);
      this.oninput(this.written);
    };
    command({ state: this.state, dispatch });
  }

  /** Takes note of where the caret went: undo goes back there. */
  private follow(): void {
    const { selectionStart: anchor, selectionEnd: head } = this.area;
    const { main } = this.state.selection;
    if (main.from !== anchor || main.to !== head)
      this.state = this.state.update({ selection: { anchor, head }, userEvent: "select" }).state;
  }

  private write(spec: TransactionSpec): void {
    this.apply(this.state.update(spec));
  }

  /** Puts a change of the state into the field. */
  private apply(change: Transaction): void {
    const text = change.newDoc.toString();
    const changed = changeBetween(this.written, text);
    this.written = text;
    this.state = change.state;
    this.fill();
    this.take(change, changed);
  }

  private fill(): void {
    const { from, to } = this.state.selection.main;
    this.area.value = this.written;
    this.area.setSelectionRange(from, to);
  }

  /** A change is made: the field makes room for it, and marks follow. */
  private take(change: Transaction, changed: Change | null = null): void {
    this.state = change.state;
    if (changed) this.room.fit(this.written, changed.to > changed.from);
    this.layer.follow(change);
  }

  /** The field became wider or narrower, or its letters larger or smaller. */
  private resized(): void {
    this.room.fit(this.written, true);
    this.layer.drawAgain();
  }
}

/** What the model calls it: it joins what is typed or deleted in a row into one step of undo. */
function eventOf(how = ""): string {
  if (how === "insertCompositionText") return "input.type.compose";
  if (how.startsWith("delete")) return how.endsWith("Forward") ? "delete.forward" : "delete.backward";
  return how === "insertText" ? "input.type" : "input";
}
