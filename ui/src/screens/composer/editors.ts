/** The written fields that are on the page: where a finding, or something to insert, goes. */
import type { EditorHandle } from "../../components/text-editor/plain-editor";

/** A written field: the text, the first comment, or a further part of the thread by its place in the list. */
export type Written = "text" | "first_comment" | `part:${number}`;

export class Editors {
  private readonly open = new Map<Written, EditorHandle>();
  private last: Written = "text";

  /** A field came onto the page; what is given back is called when it leaves. Its follower may be there before that. */
  ready(name: Written, editor: EditorHandle): () => void {
    this.open.set(name, editor);
    return () => {
      if (this.open.get(name) === editor) this.open.delete(name);
    };
  }

  /** The caret went there. */
  entered(name: Written): void {
    this.last = name;
  }

  get(name: Written): EditorHandle | undefined {
    return this.open.get(name);
  }

  /** Where somebody wrote last; the text when that field is gone. */
  get current(): EditorHandle | undefined {
    return this.open.get(this.last) ?? this.open.get("text");
  }
}
