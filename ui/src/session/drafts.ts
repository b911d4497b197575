/** Posts begun in this window: opened at once, and taken away again when nothing was written. */
import { type Asset, call, type Content, type Overrides, type Planned, type Post, type PostId } from "../ipc";
import { attached } from "../lib/attachment";
import { navigation } from "./navigation.svelte";
import { notices } from "./notices.svelte";

/** What a new post begins with. */
interface Beginning {
  day?: string | null;
  text?: string | null;
  /** Originals to attach, in this order. */
  pictures?: readonly Asset[];
}

class Drafts {
  /** The posts begun here, with the time each was begun for. */
  private begun = new Map<PostId, string>();
  private gone = new Set<PostId>();

  /** Makes a post and opens it. */
  async write({ day = null, text = null, pictures = [] }: Beginning = {}): Promise<void> {
    try {
      navigation.go("composer", { id: await this.create(day, text, pictures) });
    } catch (thrown) {
      notices.sayFailure(thrown);
    }
  }

  /** Whether a post was taken away here because it held nothing. */
  wasEmptied(id: PostId): boolean {
    return this.gone.has(id);
  }

  /** Opens a new post where one that held nothing was: somebody came back to it. */
  async beginAgain(): Promise<void> {
    navigation.replace({ id: await this.create(null, null, []) });
  }

  /** Removes a post that was begun here, holds nothing and was given no time of its own. Others are left alone. */
  async leave(post: Post, own: Record<string, Overrides>): Promise<void> {
    if (!this.begun.has(post.id) || this.begun.get(post.id) !== timeOf(post.planned) || !holdsNothing(post, own))
      return;
    this.begun.delete(post.id);
    this.gone.add(post.id);
    try {
      await call("remove_post", { id: post.id });
    } catch {
      // It stays, empty, among the drafts; nothing is lost.
      this.gone.delete(post.id);
    }
  }

  private async create(day: string | null, text: string | null, pictures: readonly Asset[]): Promise<PostId> {
    const { post } = await call("create_post", { day, text });
    if (pictures.length > 0) {
      const shared = { ...post.shared, media: pictures.map(attached) };
      await call("save_post", { id: post.id, revision: post.revision, patch: { shared } });
    }
    this.begun.set(post.id, timeOf(post.planned));
    return post.id;
  }
}

const timeOf = (planned: Planned | null): string => (planned ? `${planned.wall} ${planned.zone}` : "");

/** Whether a post says nothing anywhere: no word, no picture, no note, no label, no version of its own. */
export function holdsNothing(
  post: Pick<Post, "title" | "notes" | "campaign" | "tags" | "shared">,
  own: Record<string, Overrides>,
): boolean {
  const { title, notes, campaign, tags } = post;
  return (
    !`${title}${notes}${campaign}${tags.join("")}`.trim() &&
    isEmpty(post.shared) &&
    Object.values(own).every(differsInNothing)
  );
}

function isEmpty({ media, ...words }: Content): boolean {
  return media.length === 0 && !Object.values(words).join("").trim();
}

const differsInNothing = (own: Overrides): boolean => Object.values(own).every((it) => it === null || it === undefined);

export const drafts = new Drafts();
