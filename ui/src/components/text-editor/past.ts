/**
 * What was written, to be undone: CodeMirror's history. It hears of what was typed in a row as one change, when that is
 * over or is asked for, and not of every key.
 */
import { history, redo, undo } from "@codemirror/commands";
import { EditorState, type StateCommand, type Transaction } from "@codemirror/state";
import { type Change, joined } from "./change";

/** A longer pause than this, in milliseconds, begins a new step. */
const PAUSE = 500;

/** What is selected, in UTF-16 units; the caret, where both are the same. */
export interface Selection {
  start: number;
  end: number;
}

/** A text as it was once, or is again. */
export interface Step {
  text: string;
  selection: Selection;
}

/** How something came to be written. */
export type How = "typed" | "composed" | "at_once";

/** What was written in a row. */
interface Run {
  change: Change;
  before: Selection;
  after: Selection;
  /** When its last key was struck, in milliseconds. */
  until: number;
}

const range = ({ start, end }: Selection) => ({ anchor: start, head: end });

export class Past {
  private state: EditorState;
  private run: Run | null = null;
  /** Where the caret was before what is written next. */
  private caret: Selection;

  constructor(text: string) {
    this.caret = { start: text.length, end: text.length };
    // It joins nothing by itself.
    this.state = EditorState.create({ doc: text, extensions: history({ newGroupDelay: 0 }) });
  }

  /** Something is about to be written here. Elsewhere than the last time, it is a step of its own. */
  begin(at: Selection): void {
    if (this.run?.after.start !== at.start || this.run.after.end !== at.end) this.close();
    this.caret = at;
  }

  /** Something was written, and the caret is there now. */
  write(change: Change, after: Selection, how: How, now: number): void {
    const { run } = this;
    const isInRow = run !== null && (how === "composed" || (how === "typed" && now - run.until < PAUSE));
    const both = isInRow ? joined(run.change, change) : null;
    if (run && both) {
      this.run = { ...run, change: both, after, until: now };
      return;
    }
    this.close();
    this.run = { change, before: this.caret, after, until: now };
  }

  undo(): Step | null {
    return this.go(undo);
  }

  redo(): Step | null {
    return this.go(redo);
  }

  private go(command: StateCommand): Step | null {
    this.close();
    let step: Step | null = null;
    const dispatch = ({ state }: Transaction) => {
      this.state = state;
      const { from, to } = state.selection.main;
      this.caret = { start: from, end: to };
      step = { text: state.doc.toString(), selection: this.caret };
    };
    command({ state: this.state, dispatch });
    return step;
  }

  /** What was typed in a row becomes a step. */
  private close(): void {
    const { run } = this;
    if (!run) return;
    this.run = null;
    // Undo goes back to where the caret was, as far as that was told: not all that writes into a field says so before.
    const most = this.state.doc.length;
    const [start, end] = [Math.min(run.before.start, most), Math.min(run.before.end, most)];
    this.state = this.state.update({ selection: range({ start, end }) }).state;
    this.state = this.state.update({ changes: run.change, selection: range(run.after) }).state;
  }
}
