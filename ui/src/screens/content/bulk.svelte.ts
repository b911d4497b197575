/** One change to many posts, as one step of undo; what was refused is kept to be named. */
import { call, type Failure, type PostId, type PostsChange } from "../../ipc";
import { notices } from "../../session";
import { t } from "./messages";

export interface RefusedPost {
  id: PostId;
  name: string;
  failure: Failure;
}

export class Bulk {
  busy = $state(false);
  refused = $state.raw<RefusedPost[]>([]);

  /** Changes posts, given with their names; answers whether any was changed. */
  async change(posts: ReadonlyMap<PostId, string>, change: PostsChange): Promise<boolean> {
    if (this.busy || posts.size === 0) return false;
    this.busy = true;
    this.refused = [];
    try {
      const { done, refused } = await call("change_posts", { ids: [...posts.keys()], change });
      this.refused = refused.map(({ id, failure }) => ({ id, failure, name: posts.get(id) ?? t.untitled }));
      if (done > 0) notices.sayUndoable(wordsOf(change, whoOf(posts, this.refused, done)));
      return done > 0;
    } catch (thrown) {
      notices.sayFailure(thrown);
      return false;
    } finally {
      this.busy = false;
    }
  }

  forget(): void {
    this.refused = [];
  }
}

/** How the changed ones are named in a sentence. */
function whoOf(posts: ReadonlyMap<PostId, string>, refused: readonly RefusedPost[], done: number): string {
  const changed = [...posts].find(([id]) => !refused.some((it) => it.id === id));
  return t.who(changed?.[1] ?? t.untitled, done);
}

function wordsOf(change: PostsChange, who: string): string {
  switch (change.act) {
    case "add_tag":
      return t.tagAdded(change.tag, who);
    case "remove_tag":
      return t.tagRemoved(change.tag, who);
    case "set_pillar":
      return change.pillar ? t.pillarSet(change.pillar, who) : t.pillarCleared(who);
    case "set_campaign":
      return change.campaign ? t.campaignSet(change.campaign, who) : t.campaignCleared(who);
    case "set_editorial":
      return change.editorial === "archived" ? t.archived(who) : t.stateSet(change.editorial, who);
    case "move_days":
      return change.days > 0 ? t.movedLater(change.days, who) : t.movedEarlier(-change.days, who);
    case "remove":
      return t.removed(who);
    case "restore":
      return t.restored(who);
  }
}
