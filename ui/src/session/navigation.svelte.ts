/** Where the window is: a screen and what it was asked to show, kept in the address so that Back works. */
export type Params = Record<string, string>;

class Navigation {
  screen = $state("today");
  params = $state<Params>({});

  /** Reads the address; answers what happens when it changes. */
  start(): () => void {
    const read = () => {
      const { screen, params } = parseAddress(location.hash);
      this.screen = screen;
      this.params = params;
    };
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
    history.replaceState(null, "", addressOf(this.screen, params));
    this.params = params;
  }

  /** One step back, or to the first screen where there is none. */
  back(): void {
    if (history.length > 1) history.back();
    else this.go("today");
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
