/** Where the window is: a screen and what it was asked to show, kept in the address so that Back works. */
export type Params = Record<string, string>;

class Navigation {
  screen = $state("today");
  params = $state<Params>({});
  /** How many steps lie before this one. The history's own length counts steps ahead, and other programs' too. */
  private step = 0;

  /** Reads the address; answers what happens when it changes. */
  start(): () => void {
    const read = () => {
      const { screen, params } = parseAddress(location.hash);
      this.screen = screen;
      this.params = params;
      const known: unknown = history.state;
      if (typeof known === "number") this.step = known;
      else history.replaceState(++this.step, "");
    };
    if (history.state === null) history.replaceState(0, "");
    read();
    addEventListener("hashchange", read);
    return () => removeEventListener("hashchange", read);
  }

  /** Goes to a screen: `go("post", { id })`. */
  go(screen: string, params: Params = {}): void {
    location.hash = addressOf(screen, params);
  }

  /** Changes what the present screen shows without a step in the history. */
  replace(params: Params): void {
    this.instead(this.screen, params);
  }

  /** Shows another screen in place of the present one, to which no step leads back. */
  instead(screen: string, params: Params = {}): void {
    history.replaceState(history.state, "", addressOf(screen, params));
    this.screen = screen;
    this.params = params;
  }

  /** One step back, or to another screen in place of this one where there is none. */
  back(otherwise = "today", params: Params = {}): void {
    if (this.step > 0) history.back();
    else this.instead(otherwise, params);
  }
}

/** `#/post?id=…` */
export function addressOf(screen: string, params: Params = {}): string {
  const query = new URLSearchParams(params).toString();
  return `#/${screen}${query ? `?${query}` : ""}`;
}

export function parseAddress(hash: string): { screen: string; params: Params } {
  const [path = "", query = ""] = hash.replace(/^#\/?/, "").split("?");
  return { screen: path || "today", params: Object.fromEntries(new URLSearchParams(query)) };
}

export const navigation = new Navigation();
