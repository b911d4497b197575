/** Copying for another program: plain text, and for an editor that shows what it looks like, the same as rich text. */

/** What is copied. */
export interface Copied {
  /** What a plain field, or an editor's source view, gets. */
  text: string;
  /** What an editor that shows what it looks like gets; none where the text is plain. */
  html: string | null;
}

/** Copies; false when the clipboard refused in every way. `area` holds the same text. */
export async function copy(what: Copied, area: HTMLTextAreaElement | undefined): Promise<boolean> {
  try {
    if (what.html === null) await navigator.clipboard.writeText(what.text);
    else await navigator.clipboard.write([richItem(what.text, what.html)]);
    return true;
  } catch {
    // Some windows keep the clipboard to themselves; the old way still works in most.
    return copyTheOldWay(what, area);
  }
}

function richItem(text: string, html: string): ClipboardItem {
  const part = (type: string, content: string) => new Blob([content], { type });
  return new ClipboardItem({ "text/plain": part("text/plain", text), "text/html": part("text/html", html) });
}

function copyTheOldWay({ text, html }: Copied, area: HTMLTextAreaElement | undefined): boolean {
  const fill = (event: ClipboardEvent) => {
    event.clipboardData?.setData("text/plain", text);
    if (html !== null) event.clipboardData?.setData("text/html", html);
    event.preventDefault();
  };
  area?.select();
  document.addEventListener("copy", fill, { once: true });
  const done = document.execCommand("copy");
  document.removeEventListener("copy", fill);
  return done;
}
