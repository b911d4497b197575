import { call } from "../ipc";
import { AtRest } from "../lib/at-rest";
import { session } from "../session";

/** Posts change in bursts: who waits for an answer is counted after such a pause, in milliseconds. */
const COUNTS_AFTER = 1500;
/** So long after the first change of a burst it is counted all the same. */
const COUNTS_AT_LATEST = 15_000;

/** What is open above the screens, and how many deliveries wait for an answer. */
class ShellState {
  palette = $state<"search" | "date" | null>(null);
  keys = $state(false);
  asked = $state(0);
  private focused: HTMLElement | null = null;

  openPalette(mode: "search" | "date" = "search"): void {
    this.remember();
    this.keys = false;
    this.palette = mode;
  }

  closePalette(): void {
    this.palette = null;
    this.giveBack();
  }

  openKeys(): void {
    this.remember();
    this.palette = null;
    this.keys = true;
  }

  closeKeys(): void {
    this.keys = false;
    this.giveBack();
  }

  /**
   * Keeps the count true until the returned function is called. Every save of a post is news as well: while somebody
   * writes, the day is not looked through for each.
   */
  follow(): () => void {
    const counting = new AtRest(() => void this.countAsked(), COUNTS_AFTER, COUNTS_AT_LATEST);
    const leave = session.on(({ name }) => (name === "posts_changed" ? counting.want() : counting.now()));
    return () => {
      leave();
      counting.stop();
    };
  }

  async countAsked(): Promise<void> {
    try {
      this.asked = (await call("get_today", {})).decide.length;
    } catch {
      // The number is a convenience; the Today screen itself says what is wrong.
      this.asked = 0;
    }
  }

  private remember(): void {
    this.focused = document.activeElement instanceof HTMLElement ? document.activeElement : null;
  }

  /** Focus returns to where it was once the page can take it again. */
  private giveBack(): void {
    const target = this.focused;
    setTimeout(() => target?.isConnected && target.focus({ preventScroll: true }));
  }
}

export const shellState = new ShellState();
