/** The page of one post: writing it, planning it, and what became of it. */
import { call, type CallFailure, toFailure } from "../../ipc";
import type { Asset, AssetId, Channel, ChannelId, Content, DeliveryState, DeliveryView, HistoryEntry } from "../../ipc";
import type { KelolaEvent, Mark, Overrides, PostDetail, PostId, Profile } from "../../ipc";
import { PAUSE } from "../../lib/autosave";
import { drafts, holdsNothing, navigation, notices, session } from "../../session";
import { Attaching } from "./attaching.svelte";
import { Checks, type Open, type Question } from "./checks.svelte";
import { Draft } from "./draft.svelte";
import { Editors } from "./editors";
import { collect, type Found } from "./findings";
import { INHERITS_ALL, isOwn, OWN_FIELDS, type OwnField, resolved, withOwn, withShared } from "./inherit";
import { isSame } from "./merge";
import { t } from "./messages";
import { Planning } from "./planning.svelte";
import type { Spot } from "./spots";

/** After this pause, in milliseconds, the post is read again when something happened. */
const LOOKS_AFTER = 80;

// What is public, or may be, is not planned anew; what a network holds for its time is changed there too.
const fixed: readonly DeliveryState[] = ["sending", "processing", "in_network_draft", "live", "unknown", "removed"];

const EMPTY: Content = { text: "", title: "", hashtags: "", link: "", first_comment: "", media: [], parts: [] };

export class Composer {
  draft = $state.raw<Draft | null>(null);
  checks = $state.raw<Checks | null>(null);
  deliveries = $state.raw<DeliveryView[]>([]);
  results = $state.raw<Pick<PostDetail, "messages" | "metrics">>({ messages: [], metrics: [] });
  assets = $state.raw<Record<AssetId, Asset>>({});
  failure = $state.raw<CallFailure | null>(null);
  /** The channel whose version is written; null writes what all share. */
  tab = $state<ChannelId | null>(null);
  /** What stands beside the editor in place of the preview. */
  beside = $state<"history" | "copy" | "library" | null>(null);
  private again: ReturnType<typeof setTimeout> | undefined;

  /** The written fields on the page. */
  readonly editors = new Editors();
  /** Pictures coming in. */
  readonly attaching = new Attaching(this);
  /** When it goes out. */
  readonly planning = new Planning(this);

  constructor(readonly id: PostId) {}

  /** Loads the post and follows what happens to it until the returned function is called. */
  start(): () => void {
    void this.load();
    const stop = session.on((event) => this.heard(event));
    return () => {
      stop();
      clearTimeout(this.again);
      this.checks?.stop();
      void this.close();
    };
  }

  async load(): Promise<void> {
    try {
      this.take(await call("get_post", { id: this.id }));
      this.failure = null;
    } catch (thrown) {
      const failure = toFailure(thrown);
      if (failure.code === "not_found" && !this.draft && drafts.wasEmptied(this.id)) {
        await drafts.beginAgain().catch(() => (this.failure = failure));
      } else this.failure = failure;
    }
  }

  /** Saves what is left, and takes a post away that was begun and never written. */
  private async close(): Promise<void> {
    const { draft } = this;
    if (!draft) return;
    await this.planning.settled();
    const state = await draft.flush();
    if (state === "saved" && this.deliveries.length === 0 && !this.attaching.isAdding)
      await drafts.leave(draft.whole, draft.own);
  }

  // -- what is on screen ----------------------------------------------------------------------------------------

  // Derived, not asked for anew: a key changes the words and none of these.

  private readonly ids: readonly ChannelId[] = $derived(this.draft?.post.channels ?? []);

  /** The channels that take part, in the order of the composer. */
  readonly taking: Channel[] = $derived(this.ids.map((id) => session.channel(id)).filter((it) => it !== undefined));

  readonly others: Channel[] = $derived(session.channels.filter((it) => !this.ids.includes(it.id)));

  get channel(): Channel | undefined {
    return this.tab === null ? undefined : session.channel(this.tab);
  }

  get profile(): Profile | undefined {
    return this.channel && session.network(this.channel.network);
  }

  /** What the open tab differs in; nothing on the shared one. */
  get own(): Overrides | null {
    return this.tab === null ? null : (this.draft?.ownOf(this.tab) ?? null);
  }

  /** The words and pictures of the open tab. */
  get content(): Content {
    return this.contentOf(this.tab);
  }

  /** The words and pictures of any version. */
  contentOf(tab: ChannelId | null): Content {
    if (!this.draft || tab === null) return this.draft?.shared ?? EMPTY;
    return resolved(this.draft.shared, this.draft.ownOf(tab));
  }

  deliveryOf(channel: ChannelId): DeliveryView | undefined {
    return this.deliveries.find((it) => it.delivery.channel === channel);
  }

  /** The state that fixes a channel's version, or null while it can be changed. */
  fixedBy(channel: ChannelId): DeliveryState | null {
    const state = this.deliveryOf(channel)?.delivery.state;
    return state && fixed.includes(state) ? state : null;
  }

  /** The state that closes a channel's words; what is live can still be rewritten where the network takes changes. */
  lockedBy(channel: ChannelId): DeliveryState | null {
    const state = this.fixedBy(channel);
    const network = session.channel(channel)?.network;
    const takesChanges = network !== undefined && session.network(network)?.abilities.edit;
    return state === "live" && takesChanges ? null : state;
  }

  /** Why the open tab cannot be changed; the shared one can while any channel still follows. */
  readonly lock: DeliveryState | null = $derived.by(() => {
    if (this.tab !== null) return this.lockedBy(this.tab);
    const states = this.taking.map((it) => this.lockedBy(it.id));
    return states.length > 0 && states.every((it) => it !== null) ? (states[0] ?? null) : null;
  });

  /** The channels a schedule would reach. */
  readonly free: Channel[] = $derived(this.taking.filter((it) => this.fixedBy(it.id) === null));

  /** Nothing is written yet and nobody asked for more: what it lacks is no mistake. */
  readonly isBlank: boolean = $derived.by(() => {
    if (!this.draft || this.planning.wasTried || this.deliveries.length > 0) return false;
    return holdsNothing(this.draft.whole, this.draft.own);
  });

  // -- writing --------------------------------------------------------------------------------------------------

  /** Changes a field where the open tab is: for all, or for this channel from now on. */
  write<F extends OwnField>(field: F, value: Content[F]): void {
    if (!this.lock) this.writeAt(this.tab, field, value);
  }

  /** Changes a field of any version that is not closed; what is the same already stays as it is. */
  writeAt<F extends OwnField>(tab: ChannelId | null, field: F, value: Content[F]): void {
    if (!this.draft || this.contentOf(tab)[field] === value) return;
    if (tab === null) this.draft.editShared({ [field]: value });
    else if (!this.lockedBy(tab)) this.draft.editOwn(tab, { ...this.draft.ownOf(tab), [field]: value });
    this.look(tab);
  }

  /** Changes something only a channel has. */
  choose(field: "placement" | "kind", value: string | null): void {
    if (!this.draft || this.tab === null || this.lock) return;
    this.draft.editOwn(this.tab, withOwn(this.draft.ownOf(this.tab), field, value));
    this.look();
  }

  /** The way back: the field follows the post again. */
  useShared(field: keyof Overrides): void {
    if (!this.draft || this.tab === null || this.lock) return;
    this.draft.editOwn(this.tab, withShared(this.draft.ownOf(this.tab), field));
    this.look();
  }

  isOwn(field: keyof Overrides): boolean {
    return this.own !== null && isOwn(this.own, field);
  }

  open(tab: ChannelId | null): void {
    if (tab !== this.tab) this.planning.ownAt = null;
    this.tab = tab;
    this.measure();
  }

  join(channel: ChannelId): void {
    if (!this.draft) return;
    this.draft.edit({ channels: [...this.draft.post.channels, channel] });
    this.tab = channel;
    this.look();
  }

  leave(channel: ChannelId): void {
    if (!this.draft || this.fixedBy(channel)) return;
    this.draft.edit({ channels: this.draft.post.channels.filter((it) => it !== channel) });
    if (this.tab === channel) this.tab = null;
  }

  /** Gives other channels the open version, its words and pictures; what is as shared they go on following. */
  copyTo(channels: readonly ChannelId[]): void {
    const { draft, content } = this;
    if (!draft) return;
    for (const channel of channels) {
      if (this.lockedBy(channel)) continue;
      const own = OWN_FIELDS.map((it) => [it, isSame(content[it], draft.shared[it]) ? null : content[it]]);
      draft.editOwn(channel, { ...draft.ownOf(channel), ...(Object.fromEntries(own) as Partial<Overrides>) });
    }
    void draft.flush();
  }

  /** Lets a field become what it was after an operation; says whether it did. */
  async restore(step: Pick<HistoryEntry, "operation" | "channel" | "field">): Promise<boolean> {
    try {
      if (!this.draft || (await this.draft.flush()) !== "saved") return false;
      await call("restore_field", { post: this.id, ...step, revision: this.draft.stamp.revision });
    } catch (thrown) {
      notices.sayFailure(thrown);
      return false;
    }
    await this.load();
    return true;
  }

  async decide(keep: "mine" | "theirs"): Promise<void> {
    try {
      const detail = await call("get_post", { id: this.id });
      if (keep === "mine") {
        await this.draft?.keepMine(detail);
        this.takeRest(detail);
      } else {
        await this.draft?.takeTheirs(detail);
        this.take(detail);
      }
    } catch (thrown) {
      notices.sayFailure(thrown);
    }
  }

  // -- the post itself ------------------------------------------------------------------------------------------

  /** Opens another post with the same words, pictures and versions, and no plan. */
  async duplicate(): Promise<void> {
    try {
      await this.draft?.flush();
      const { post } = await call("duplicate_post", { id: this.id });
      navigation.go("composer", { id: post.id });
      notices.sayUndoable(t.duplicated);
    } catch (thrown) {
      notices.sayFailure(thrown);
    }
  }

  async remove(): Promise<void> {
    try {
      await this.draft?.flush();
      await call("remove_post", { id: this.id });
      notices.sayUndoable(t.removed);
      navigation.back();
    } catch (thrown) {
      notices.sayFailure(thrown);
    }
  }

  /** What was found in the versions of these channels when the person last paused, the gravest first. */
  findingsOf(channels: readonly ChannelId[]): Found[] {
    const { settled = {}, pictures = {} } = this.checks ?? {};
    return collect(settled, pictures, channels);
  }

  /** The channels with a finding that stops them. */
  refusing(): ChannelId[] {
    const stopping = this.findingsOf(this.taking.map((it) => it.id)).filter((it) => it.finding.severity === "error");
    return [...new Set(stopping.map((it) => it.channel))];
  }

  // -- keeping up -----------------------------------------------------------------------------------------------

  /** What the core is asked about a version that would read like this. */
  asked(tab: ChannelId | null, content: Pick<Content, "text" | "parts">): Pick<Question, "shared" | "overrides"> {
    const shared = this.draft?.shared ?? EMPTY;
    const { text, parts } = content;
    if (tab === null) return { shared: { ...shared, text, parts }, overrides: null };
    return { shared, overrides: { ...(this.draft?.ownOf(tab) ?? INHERITS_ALL), text, parts } };
  }

  /** The version in the fields. */
  private get opened(): Open {
    return { channel: this.tab, content: this.content };
  }

  /** The words as they are typed, where one channel's own may not be saved yet. */
  private typed(draft: Draft, tab: ChannelId | null): Question {
    return { shared: draft.shared, channel: tab, overrides: tab === null ? null : draft.ownOf(tab) };
  }

  private look(tab = this.tab): void {
    if (this.draft) this.checks?.look(this.typed(this.draft, tab), this.opened);
  }

  private measure(): void {
    if (this.draft) this.checks?.measure(this.typed(this.draft, this.tab), this.opened);
  }

  /** What is coloured in a field of the open version; null while that is being asked. */
  marksOf(field: Spot["field"], part: number): readonly Mark[] | null {
    return this.checks?.marksOf({ field, part, stretch: null }, this.opened) ?? null;
  }

  /** Shows the post as the core has it, but for what is not saved yet. */
  take(detail: PostDetail): void {
    if (this.draft) {
      if (!this.draft.refresh(detail)) return this.takeRest(detail);
    } else this.draft = new Draft(detail);
    this.checks ??= new Checks(this.id, () => void this.prepare());
    this.planning.hear(detail.post.planned);
    if (this.tab !== null && !detail.post.channels.includes(this.tab)) this.tab = null;
    this.checks.take(detail.checks);
    this.measure();
    this.takeRest(detail);
  }

  private takeRest(detail: PostDetail): void {
    this.deliveries = detail.deliveries;
    this.results = { messages: detail.messages, metrics: detail.metrics };
    this.assets = { ...this.assets, ...Object.fromEntries(detail.assets.map((it) => [it.id, it])) };
  }

  /** Has the pictures made for every channel. */
  async prepare(): Promise<void> {
    try {
      await this.checks?.prepare();
    } catch (thrown) {
      notices.sayFailure(thrown);
    }
  }

  private heard(event: KelolaEvent): void {
    if (event.name === "pictures_dropped") this.attaching.attach(event.imported);
    const names = ["posts_changed", "deliveries_changed", "messages_changed", "workspace_changed"];
    if (!names.includes(event.name)) return;
    this.lookAgain();
  }

  /** Our own saves are announced too; one look at the end of a burst is enough, and none while somebody types. */
  private lookAgain(after = LOOKS_AFTER): void {
    clearTimeout(this.again);
    this.again = setTimeout(() => (this.draft?.isBusy ? this.lookAgain(PAUSE) : void this.load()), after);
  }
}
