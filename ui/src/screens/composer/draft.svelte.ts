/** A post being written: what is on screen, what of it is not saved yet, and how the two come together. */
import { call, type CallFailure, toFailure } from "../../ipc";
import type { ChannelId, Content, Overrides, Post, PostDetail, PostPatch } from "../../ipc";
import { Autosave, type SaveResult, type SaveState } from "../../lib/autosave";
import { INHERITS_ALL } from "./inherit";
import { isSame, merged } from "./merge";

/** A post with what each channel shows differently. */
export interface Version {
  post: Post;
  own: Record<ChannelId, Overrides>;
}

/** Which state of a post the core has, and since when. */
type Stamp = Pick<Post, "revision" | "updated_at">;

export class Draft {
  /** The post but for its words and its stamp: a key and a save change those, and leave what shows the rest alone. */
  post = $state.raw() as Omit<Post, "shared" | keyof Stamp>;
  /** What a save changes of any post. */
  stamp = $state.raw() as Stamp;
  /** Its words, for all channels. */
  shared = $state.raw() as Content;
  own = $state.raw<Record<ChannelId, Overrides>>({});
  state = $state<SaveState>("saved");
  savedAt = $state<Date | null>(null);
  failure = $state.raw<CallFailure | null>(null);

  /** What was typed since the last save. */
  private patch: PostPatch = {};
  private variants = new Set<ChannelId>();
  /** What the core had last: what is typed here begins with it. */
  private began!: Version;
  private readonly queue: Autosave;

  constructor(detail: PostDetail) {
    this.take(detail);
    this.savedAt = new Date(detail.post.updated_at);
    this.queue = new Autosave({
      hasWork: () => this.hasWork,
      save: () => this.save(),
      told: (state, thrown) => {
        this.state = state;
        if (state === "saved") this.savedAt = new Date();
        this.failure = state === "failed" ? toFailure(thrown) : null;
      },
    });
  }

  get hasWork(): boolean {
    return this.variants.size > 0 || Object.keys(this.patch).length > 0;
  }

  /** A save is near or under way; one that failed, or waits for somebody's decision, is neither. */
  get isBusy(): boolean {
    return this.state === "pending" || this.state === "saving";
  }

  /** What a channel shows differently; nothing, unless somebody said so. */
  ownOf(channel: ChannelId): Overrides {
    return this.own[channel] ?? INHERITS_ALL;
  }

  /** The post with its words. */
  get whole(): Post {
    return { ...this.post, ...this.stamp, shared: this.shared };
  }

  edit(patch: Omit<PostPatch, "shared">): void {
    Object.assign(this.patch, patch);
    this.post = { ...this.post, ...(patch as Partial<Post>) };
    this.queue.touch();
  }

  editShared(change: Partial<Content>): void {
    this.shared = { ...this.shared, ...change };
    this.patch.shared = this.shared;
    this.queue.touch();
  }

  editOwn(channel: ChannelId, overrides: Overrides): void {
    this.own = { ...this.own, [channel]: overrides };
    this.variants.add(channel);
    this.queue.touch();
  }

  /** Saves now; resolves when nothing is unsaved or somebody must decide. */
  flush(): Promise<SaveState> {
    return this.queue.flush();
  }

  /** Shows what the core has now. Says no while something here is unsaved: the next save will ask. */
  refresh(detail: PostDetail): boolean {
    if (this.hasWork || this.state === "saving") return false;
    this.take(detail);
    return true;
  }

  /** After a conflict: what was typed here is given up. */
  takeTheirs(detail: PostDetail): Promise<SaveState> {
    this.patch = {};
    this.variants.clear();
    this.take(detail);
    return this.queue.settle();
  }

  /** After a conflict: what was typed here is saved over theirs, everything else becomes theirs. */
  keepMine(detail: PostDetail): Promise<SaveState> {
    const { post, own } = this.mergedWith(detail);
    if (this.patch.shared) this.patch.shared = post.shared;
    this.take(detail);
    this.own = own;
    return this.queue.settle();
  }

  /** What keeping mine comes to: the fields changed here over theirs. */
  mergedWith(detail: PostDetail): Version {
    const mine = { post: this.whole, own: this.own };
    const theirs = this.versionOf(detail);
    const post = { ...theirs.post, ...(this.patch as Partial<Post>) };
    if (this.patch.shared) post.shared = merged(this.began.post.shared, mine.post.shared, theirs.post.shared);
    const own = { ...theirs.own };
    for (const channel of this.variants) {
      const of = (version: Version) => version.own[channel] ?? INHERITS_ALL;
      own[channel] = merged(of(this.began), of(mine), of(theirs));
    }
    return { post, own };
  }

  /** What the core has, as it is written here. */
  versionOf({ post, variants }: PostDetail): Version {
    const own = variants.map((it) => [it.channel, { ...INHERITS_ALL, ...it.overrides }] as const);
    return { post, own: Object.fromEntries(own) };
  }

  stop(): void {
    this.queue.stop();
  }

  private take(detail: PostDetail): void {
    this.began = this.versionOf(detail);
    this.show(detail.post);
    this.own = this.began.own;
  }

  private async save(): Promise<SaveResult> {
    let patch = this.patch;
    const variants = [...this.variants];
    this.patch = {};
    this.variants = new Set();
    const id = this.post.id;
    try {
      if (Object.keys(patch).length > 0) {
        this.accept(await call("save_post", { id, revision: this.stamp.revision, patch }));
        patch = {};
      }
      for (let channel = variants[0]; channel; channel = variants[0]) {
        const args = { post: id, channel, overrides: this.ownOf(channel), revision: this.stamp.revision };
        this.accept(await call("save_variant", args));
        this.began = { ...this.began, own: { ...this.began.own, [channel]: args.overrides } };
        variants.shift();
      }
      return "saved";
    } catch (thrown) {
      // What was typed meanwhile is newer than what comes back.
      this.patch = { ...patch, ...this.patch };
      for (const channel of variants) this.variants.add(channel);
      if (toFailure(thrown).code === "post_changed_elsewhere") return "conflict";
      throw thrown;
    }
  }

  private accept(post: Post): void {
    this.began = { ...this.began, post };
    this.show(post);
  }

  /** Shows a post as the core has it, with what was typed since. */
  private show(post: Post): void {
    const { shared, revision, updated_at, ...rest } = { ...post, ...(this.patch as Partial<Post>) };
    // Who takes part is drawn in many places; it is the same list until it says something else.
    if (isSame(rest.channels, this.post?.channels)) rest.channels = this.post.channels;
    if (!isSame(rest, this.post)) this.post = rest;
    if (!isSame(shared, this.shared)) this.shared = shared;
    this.stamp = { revision, updated_at };
  }
}
