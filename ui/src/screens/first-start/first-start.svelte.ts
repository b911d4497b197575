import { call, toFailure, type CallFailure, type Lang, type NetworkId } from "../../ipc";
import { language } from "../../i18n";
import { navigation, session } from "../../session";
import { homeZones } from "../../lib/zones";

/** What the first page asks, and the two ways on from it. */
export class FirstStart {
  lang = $state<Lang>("id");
  name = $state("");
  zone = $state<string>("Asia/Jakarta");
  networks = $state<NetworkId[]>([]);
  isNameMissing = $state(false);
  busy = $state<"start" | "demo" | null>(null);
  failure = $state<CallFailure | null>(null);

  constructor() {
    this.speak(session.snapshot?.system_lang ?? "id");
    // The laptop's own zone is the likeliest, where it is one of Indonesia's.
    const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (homeZones.some((it) => it.zone === here)) this.zone = here;
  }

  speak(lang: Lang): void {
    this.lang = lang;
    language.speak(lang);
  }

  toggle(network: NetworkId): void {
    this.networks = this.networks.includes(network)
      ? this.networks.filter((it) => it !== network)
      : [...this.networks, network];
  }

  async start(): Promise<void> {
    this.isNameMissing = this.name.trim() === "";
    if (this.isNameMissing) return;
    await this.run("start", () =>
      call("start_workspace", {
        lang: this.lang,
        brand_name: this.name.trim(),
        zone: this.zone,
        networks: $state.snapshot(this.networks),
      }),
    );
  }

  async lookAround(): Promise<void> {
    await this.run("demo", async () => {
      const filled = await call("fill_demo", {});
      if (filled.settings.lang === this.lang) return filled;
      const settings = await call("save_settings", { settings: { ...filled.settings, lang: this.lang } });
      return { ...filled, settings };
    });
  }

  private async run(what: "start" | "demo", act: () => Promise<Parameters<typeof session.take>[0]>): Promise<void> {
    if (this.busy) return;
    this.busy = what;
    this.failure = null;
    try {
      const snapshot = await act();
      navigation.go("today");
      session.take(snapshot);
    } catch (thrown) {
      this.failure = toFailure(thrown);
    } finally {
      this.busy = null;
    }
  }
}
