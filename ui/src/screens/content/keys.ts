/** What a key does in a long list, decided without a screen. */

export type ListKey =
  | { act: "go"; to: number }
  | { act: "extend"; to: number }
  | { act: "flip" }
  | { act: "open" }
  | { act: "menu" }
  | { act: "remove" }
  | { act: "all" }
  | { act: "let_go" };

type Pressed = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "shiftKey" | "altKey">;

/** Reads a key pressed on a list whose cursor is at a row; `page` rows are seen at once. */
export function listKey(event: Pressed, cursor: number, count: number, page: number): ListKey | null {
  const to = target(event.key, cursor, count, page);
  if (to !== null && !event.altKey) {
    const inside = Math.max(0, Math.min(count - 1, to));
    return { act: event.shiftKey ? "extend" : "go", to: inside };
  }
  const held = event.ctrlKey || event.metaKey;
  if (held && event.key.toLowerCase() === "a") return { act: "all" };
  if (event.key === "F10" && event.shiftKey) return { act: "menu" };
  if (event.key === " ") return { act: "flip" };
  return held ? null : (plain[event.key] ?? null);
}

const plain: Record<string, ListKey> = {
  Enter: { act: "open" },
  ContextMenu: { act: "menu" },
  Delete: { act: "remove" },
  Escape: { act: "let_go" },
};

function target(key: string, cursor: number, count: number, page: number): number | null {
  switch (key) {
    case "ArrowDown":
      return cursor + 1;
    case "ArrowUp":
      return cursor - 1;
    case "PageDown":
      return cursor + page;
    case "PageUp":
      return cursor - page;
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return null;
  }
}
