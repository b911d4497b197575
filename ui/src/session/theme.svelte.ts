import { accentOf } from "../lib/accent";
import type { Settings } from "../ipc";

/** Light or dark, the brand's accent and the interface scale, put on the document. */
class Theme {
  choice = $state<Settings["theme"]>("system");
  scale = $state(100);
  private brandColour = "";
  private system: MediaQueryList | undefined;

  /** Follows the system from now on, where the choice is the system's. */
  start(): void {
    this.system = matchMedia("(prefers-color-scheme: dark)");
    this.system.addEventListener("change", () => this.paint());
    this.paint();
  }

  choose(choice: Settings["theme"]): void {
    this.choice = choice;
    this.paint();
  }

  wear(brandColour: string): void {
    this.brandColour = brandColour;
    this.paint();
  }

  /** Percent, 100 to 200. Everything measured in rem follows. */
  magnify(percent: number): number {
    this.scale = Math.min(200, Math.max(100, Math.round(percent / 10) * 10));
    document.documentElement.style.fontSize = `${this.scale}%`;
    return this.scale;
  }

  get isDark(): boolean {
    return this.choice === "dark" || (this.choice === "system" && this.system?.matches === true);
  }

  private paint(): void {
    const root = document.documentElement;
    const theme = this.isDark ? "dark" : "light";
    root.dataset.theme = theme;
    const canvas = getComputedStyle(root).getPropertyValue("--n-0").trim();
    const accent = accentOf(this.brandColour, theme, canvas);
    const names = {
      "--accent": accent?.accent,
      "--accent-hover": accent?.hover,
      "--accent-press": accent?.press,
      "--on-accent": accent?.on,
      "--accent-text": accent?.text,
      "--accent-tint": accent?.tint,
      "--accent-line": accent?.line,
      "--focus": accent?.focus,
    };
    for (const [name, value] of Object.entries(names)) {
      if (value) root.style.setProperty(name, value);
      else root.style.removeProperty(name);
    }
  }
}

export const theme = new Theme();
