import { call } from "../ipc";

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
