/** The brand's text blocks: sets of hashtags, snippets and templates. */
import { call, type CallFailure, type SaveSnippet, type Snippet, type SnippetKind, toFailure } from "../../ipc";
import { notices } from "../../session";
import { t } from "./messages";

export class TextBlocks {
  all = $state.raw<Snippet[] | null>(null);
  failure = $state.raw<CallFailure | null>(null);

  async load(): Promise<void> {
    try {
      this.all = await call("list_snippets", {});
      this.failure = null;
    } catch (thrown) {
      this.failure = toFailure(thrown);
    }
  }

  of(kind: SnippetKind): Snippet[] {
    return (this.all ?? []).filter((it) => it.kind === kind);
  }

  /** Keeps one; where that fails, the failure is given for the form to say. */
  async save(block: SaveSnippet): Promise<CallFailure | null> {
    try {
      await call("save_snippet", block);
    } catch (thrown) {
      return toFailure(thrown);
    }
    await this.load();
    return null;
  }

  async remove({ id, name }: Snippet): Promise<void> {
    try {
      await call("remove_snippet", { id });
      notices.sayUndoable(t.blockRemoved(name));
    } catch (thrown) {
      notices.sayFailure(thrown);
    }
    await this.load();
  }
}
