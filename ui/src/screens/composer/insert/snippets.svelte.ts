/** What a brand keeps for later: hashtag sets, snippets and templates. */
import { call, type Snippet, type SnippetContent } from "../../../ipc";
import { notices } from "../../../session";
import { t } from "./messages";

/** How many are listed without a way to search. */
export const FEW = 6;

export class Snippets {
  /** Null until they were read. */
  all = $state.raw<Snippet[] | null>(null);

  async load(): Promise<void> {
    try {
      this.all = await call("list_snippets", {});
    } catch (thrown) {
      this.all ??= [];
      notices.sayFailure(thrown);
    }
  }

  /** Keeps one, new without an id; says whether it was kept. */
  async save(id: Snippet["id"] | null, kind: Snippet["kind"], name: string, content: SnippetContent): Promise<boolean> {
    try {
      await call("save_snippet", { id, kind, name: name.trim(), content });
      notices.say(t.kept(name.trim()));
    } catch (thrown) {
      notices.sayFailure(thrown);
      return false;
    }
    await this.load();
    return true;
  }

  async remove(snippet: Snippet): Promise<void> {
    try {
      await call("remove_snippet", { id: snippet.id });
      notices.sayUndoable(t.snippetRemoved(snippet.name));
    } catch (thrown) {
      notices.sayFailure(thrown);
    }
    await this.load();
  }
}

/** What of a snippet shows in a list: its first words. */
export function firstWords({ content }: Pick<Snippet, "content">): string {
  const { text, hashtags, title } = content;
  return (text || hashtags || title).replace(/\s+/g, " ").trim();
}

/** Those whose name or words hold every typed word. */
export function matching(all: readonly Snippet[], query: string): Snippet[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return all.filter((it) => {
    const text = `${it.name} ${Object.values(it.content).join(" ")}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
