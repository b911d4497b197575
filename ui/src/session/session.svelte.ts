import {
  call,
  listen,
  type Brand,
  type Channel,
  type EngineState,
  type KelolaEvent,
  type Profile,
  type Session as Snapshot,
  type Settings,
} from "../ipc";
import { defineMessages, language, wordIn } from "../i18n";
import { navigation } from "./navigation.svelte";
import { notices } from "./notices.svelte";
import { theme } from "./theme.svelte";

const t = defineMessages({ open: { id: "Buka", en: "Open" } });

/** What the whole window shares: brand, channels, networks, settings and how sending stands. */
class Session {
  snapshot = $state.raw<Snapshot | null>(null);
  private heard = new Set<(event: KelolaEvent) => void>();
  /** How often the snapshot was changed or wished for anew: an answer asked for before the last time is out of date. */
  private turns = 0;
  private reading: Promise<void> | null = null;

  /** Asks the core once, then listens. */
  async start(): Promise<void> {
    this.take(await call("get_session", {}));
    listen((event) => this.hear(event));
  }

  /** Shows a new snapshot, and wears its language, theme and colour. */
  take(snapshot: Snapshot): void {
    this.turns++;
    this.snapshot = snapshot;
    this.wear(snapshot.settings);
    theme.wear(snapshot.brand?.accent ?? "");
  }

  /** Asks again, after a change the core only announced; whoever asks meanwhile shares the answer. */
  reload(): Promise<void> {
    this.turns++;
    return (this.reading ??= this.read());
  }

  // Derived, so that news of one of them is no news of the others: sending tells how it stands all the time.
  readonly brand: Brand | null = $derived(this.snapshot?.brand ?? null);
  readonly channels: Channel[] = $derived(this.snapshot?.channels ?? []);
  readonly networks: Profile[] = $derived(this.snapshot?.networks ?? []);
  readonly engine: EngineState | null = $derived(this.snapshot?.engine ?? null);
  /** The zone everything of the brand is planned in. */
  readonly zone: string = $derived(this.brand?.zone ?? "Asia/Jakarta");
  /** Today in the brand's zone. */
  readonly today: string = $derived(this.snapshot?.today ?? "1970-01-01");
  readonly weekStart: Settings["week_start"] = $derived(this.snapshot?.settings.week_start ?? "monday");
  private readonly known: Settings | null = $derived(this.snapshot?.settings ?? null);

  get settings(): Settings {
    if (!this.known) throw new Error("settings are read only after the session started");
    return this.known;
  }

  network(id: string): Profile | undefined {
    return this.networks.find((it) => it.id === id);
  }
  networkName(id: string): string {
    return this.network(id)?.name ?? id;
  }
  channel(id: string): Channel | undefined {
    return this.channels.find((it) => it.id === id);
  }

  /** Changes settings at once on screen, then stores them. */
  async set(patch: Partial<Settings>): Promise<void> {
    const before = this.settings;
    const settings = { ...before, ...patch };
    this.patch({ settings });
    try {
      this.patch({ settings: await call("save_settings", { settings }) });
    } catch (thrown) {
      this.patch({ settings: before });
      notices.sayFailure(thrown);
    }
  }

  async chooseBrand(id: string): Promise<void> {
    this.take(await call("choose_brand", { id }));
    this.hear({ name: "workspace_changed" });
  }

  /** Hears the core's events until the returned function is called. */
  on(heard: (event: KelolaEvent) => void): () => void {
    this.heard.add(heard);
    return () => this.heard.delete(heard);
  }

  /** Takes back the last act, whatever it was. */
  async undo(): Promise<void> {
    try {
      const { label } = await call("undo", {});
      notices.sayUndone(wordIn("acts", label));
    } catch (thrown) {
      notices.sayFailure(thrown);
    }
    this.hear({ name: "workspace_changed" });
  }

  async redo(): Promise<void> {
    try {
      const { label } = await call("redo", {});
      notices.sayRedone(wordIn("acts", label));
    } catch (thrown) {
      notices.sayFailure(thrown);
    }
    this.hear({ name: "workspace_changed" });
  }

  async syncNow(): Promise<void> {
    try {
      await call("sync_now", {});
    } catch (thrown) {
      notices.sayFailure(thrown);
    }
    this.hear({ name: "deliveries_changed" });
  }

  async pauseAll(paused: boolean): Promise<void> {
    try {
      this.patch({ engine: await call("pause_all", { paused }) });
    } catch (thrown) {
      notices.sayFailure(thrown);
    }
  }

  /** Replaces parts of the snapshot that an answer brought along. */
  patch(part: Partial<Snapshot>): void {
    if (!this.snapshot) return;
    this.turns++;
    this.snapshot = { ...this.snapshot, ...part };
    if (part.settings) this.wear(part.settings);
    if (part.brand) theme.wear(part.brand.accent);
  }

  /** Asks until nothing has changed between question and answer: an older answer would take back what is shown. */
  private async read(): Promise<void> {
    try {
      for (;;) {
        const asked = this.turns;
        const snapshot = await call("get_session", {});
        if (asked === this.turns) return this.take(snapshot);
      }
    } finally {
      this.reading = null;
    }
  }

  private wear(settings: Settings): void {
    language.speak(settings.lang);
    theme.choose(settings.theme);
    theme.magnify(settings.scale);
  }

  private hear(event: KelolaEvent): void {
    if (event.name === "engine_changed") this.patch({ engine: event.state });
    if (event.name === "workspace_changed" || event.name === "networks_changed")
      void this.reload().catch((thrown: unknown) => notices.sayFailure(thrown));
    if (event.name === "notice") {
      const { title, body, post } = event;
      notices.say(`${title} · ${body}`, { label: t.open, run: () => navigation.go("post", { id: post }) });
    }
    if (event.name === "notice_opened") navigation.go("post", { id: event.post });
    if (event.name === "resume_asked") navigation.go("settings", { section: "sending", review: "1" });
    for (const heard of this.heard) heard(event);
  }
}

export const session = new Session();
notices.takeBack = () => session.undo();
