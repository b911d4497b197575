export type Language = "id" | "en";

class CurrentLanguage {
  current = $state<Language>("id");

  /** The tag numbers and dates are formatted with. */
  get locale(): string {
    return this.current === "id" ? "id-ID" : "en-GB";
  }

  /** Speaks another language from now on; every message on screen follows. */
  speak(lang: Language): void {
    this.current = lang;
    if (typeof document !== "undefined") document.documentElement.lang = lang;
  }
}

/** The language of the interface. */
export const language = new CurrentLanguage();
