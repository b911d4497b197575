/** What a key does in a long grid of equal cells, decided without a screen. */

export type GridKey =
  | { act: "go"; to: number }
  | { act: "extend"; to: number }
  | { act: "flip" }
  | { act: "open" }
  | { act: "remove" }
  | { act: "all" }
  | { act: "let_go" }
  | { act: "rate"; stars: number };

type Pressed = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "shiftKey" | "altKey">;

/** The grid as it is seen: where its cursor is, how many cells it has, how many stand in a row, how many rows are seen. */
export interface GridPlace {
  cursor: number;
  count: number;
  columns: number;
  rows: number;
}

/** Reads a key pressed on a grid; null for one that means nothing here. */
export function gridKey(event: Pressed, place: GridPlace): GridKey | null {
  if (event.altKey || place.count === 0) return null;
  const to = target(event.key, place);
  if (to !== null) return { act: event.shiftKey ? "extend" : "go", to };
  const held = event.ctrlKey || event.metaKey;
  if (held) return event.key.toLowerCase() === "a" ? { act: "all" } : event.key === " " ? { act: "flip" } : null;
  if (/^[0-5]$/.test(event.key)) return { act: "rate", stars: Number(event.key) };
  return plain[event.key] ?? null;
}

const plain: Record<string, GridKey> = {
  " ": { act: "flip" },
  Enter: { act: "open" },
  Delete: { act: "remove" },
  Escape: { act: "let_go" },
};

function target(key: string, { cursor, count, columns, rows }: GridPlace): number | null {
  const page = columns * Math.max(1, rows);
  switch (key) {
    case "ArrowRight":
      return Math.min(count - 1, cursor + 1);
    case "ArrowLeft":
      return Math.max(0, cursor - 1);
    case "ArrowDown":
      return down(cursor, columns, count, columns);
    case "ArrowUp":
      return up(cursor, columns, columns);
    case "PageDown":
      return down(cursor, page, count, columns);
    case "PageUp":
      return up(cursor, page, columns);
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return null;
  }
}

/** Further down in its column; from the last row but one also to the end of a shorter last row. */
function down(cursor: number, by: number, count: number, columns: number): number {
  if (cursor + by < count) return cursor + by;
  const lastRow = Math.floor((count - 1) / columns);
  if (Math.floor(cursor / columns) === lastRow) return cursor;
  return Math.min(count - 1, lastRow * columns + (cursor % columns));
}

/** Further up in its column, to the first row at most. */
function up(cursor: number, by: number, columns: number): number {
  return cursor - by >= 0 ? cursor - by : cursor % columns;
}
