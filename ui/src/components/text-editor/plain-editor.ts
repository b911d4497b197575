/** CodeMirror as a field for plain text: no language, no gutter, its own undo, and Tab goes on to the next field. */
import { history, historyKeymap, insertNewline, standardKeymap } from "@codemirror/commands";
import { Compartment, EditorState, type Extension, Transaction } from "@codemirror/state";
import { EditorView, keymap, placeholder, type ViewUpdate } from "@codemirror/view";
import { changeBetween } from "./change";
import { roomFor } from "./height";
import { drawnMarks } from "./mark-layer";
import { marked, marking, type TextMark } from "./marks";

/** What can change about the field while it is open. */
export interface Dress {
  placeholder: string;
  disabled: boolean;
  /** Attributes of the element that is written in: its id, its name and so on. */
  attributes: Record<string, string>;
}

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

// Enter begins a line and no more: a line of a post is not indented like the one before it.
const keys = [
  { key: "Enter", run: insertNewline, shift: insertNewline },
  ...historyKeymap,
  ...standardKeymap.filter((it) => it.key !== "Enter"),
];

// Pictures belong to the post, not into its words; the page takes them.
const leavesPictures = EditorView.domEventHandlers({
  paste: (event) => !event.clipboardData?.getData("text/plain"),
  drop: (event) => (event.dataTransfer?.files.length ?? 0) > 0,
});

/** The nonce the shell gave this page's styles: the policy lets in what the editor draws with by it alone. */
function styleNonce(): string {
  return document.querySelector<HTMLStyleElement>("style[nonce]")?.nonce ?? "";
}

export class PlainEditor implements EditorHandle {
  private readonly view: EditorView;
  private readonly dress = new Compartment();
  /** Its height in pixels, as it was last given. */
  private height = 0;
  /** What the screen knows the text to be. */
  private known: string;
  /** Marks that wait until a letter is composed. */
  private waiting: readonly TextMark[] | null = null;

  constructor(
    parent: HTMLElement,
    value: string,
    /** How high it is while it is empty, in lines. */
    private readonly lines: number,
    dress: Dress,
    private readonly oninput: (value: string) => void,
  ) {
    this.known = value;
    const doc = EditorState.create({ doc: value }).doc;
    this.view = new EditorView({
      parent,
      doc,
      selection: { anchor: doc.length },
      extensions: [
        EditorView.cspNonce.of(styleNonce()),
        EditorView.lineWrapping,
        history(),
        keymap.of(keys),
        leavesPictures,
        marking,
        drawnMarks(),
        this.dress.of(dressed(dress)),
        EditorView.updateListener.of((update) => {
          this.heard(update);
          if (update.geometryChanged) this.fit();
        }),
        EditorView.domEventHandlers({ compositionend: () => void setTimeout(() => this.drawWaiting()) }),
      ],
    });
    this.fit();
  }

  /**
   * Gives the field its height from outside: with a size that does not come from its words it is laid out alone, and a
   * key does not lay out the whole page.
   */
  private fit(): void {
    this.view.requestMeasure({
      key: this,
      read: (view) => this.room(view),
      write: (height, view) => {
        if (height === this.height) return;
        this.height = height;
        view.dom.style.setProperty("height", `${height}px`);
      },
    });
  }

  /** How high the field is to be for its words, in pixels. */
  private room({ contentHeight, defaultLineHeight, documentPadding }: EditorView): number {
    const written = (contentHeight - documentPadding.top - documentPadding.bottom) / defaultLineHeight;
    return Math.ceil(contentHeight + (roomFor(written, this.lines) - written) * defaultLineHeight);
  }

  get text(): string {
    return this.view.state.doc.toString();
  }

  /** Takes in a text that came from outside; what the field said itself is no news. */
  show(value: string): void {
    if (value === this.known) return;
    this.known = value;
    const change = changeBetween(this.text, value.replace(/\r\n?/g, "\n"));
    if (change) this.view.dispatch({ changes: change, annotations: Transaction.remote.of(true) });
  }

  /** Draws marks; while a letter is being composed they wait, so that it is not torn. */
  mark(marks: readonly TextMark[]): void {
    if (this.view.composing) this.waiting = marks;
    else {
      this.waiting = null;
      const effects = marked(this.view.state, marks);
      if (effects) this.view.dispatch({ effects });
    }
  }

  wear(dress: Dress): void {
    this.view.dispatch({ effects: this.dress.reconfigure(dressed(dress)) });
  }

  focus(stretch?: { start: number; end: number }): void {
    const most = this.view.state.doc.length;
    if (stretch) {
      const selection = { anchor: Math.min(stretch.start, most), head: Math.min(stretch.end, most) };
      this.view.dispatch({ selection, scrollIntoView: true });
    }
    this.view.focus();
  }

  insert(text: string): void {
    this.view.dispatch(this.view.state.replaceSelection(text), { scrollIntoView: true, userEvent: "input" });
    this.view.focus();
  }

  selected(): string {
    const { main } = this.view.state.selection;
    return this.view.state.sliceDoc(main.from, main.to);
  }

  destroy(): void {
    this.view.destroy();
  }

  private drawWaiting(): void {
    if (this.waiting) this.mark(this.waiting);
  }

  private heard(update: ViewUpdate): void {
    if (!update.docChanged || update.transactions.every((it) => it.annotation(Transaction.remote))) return;
    this.known = this.text;
    this.oninput(this.known);
  }
}

function dressed({ placeholder: words, disabled, attributes }: Dress): Extension {
  return [
    placeholder(words),
    EditorState.readOnly.of(disabled),
    EditorView.editable.of(!disabled),
    EditorView.contentAttributes.of({
      ...attributes,
      ...(disabled ? { "aria-readonly": "true", tabindex: "0" } : {}),
    }),
  ];
}
