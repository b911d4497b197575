/** Times of day as people type them. */

/** Reads `19`, `19.00`, `19:5`, `1930`, `7 pm`; null when it is no time of day. */
export function readTime(text: string): string | null {
  const found = /^(\d{1,2})(?:[.:\s]?(\d{2})|[.:](\d))?\s*(am|pm)?$/i.exec(text.trim());
  if (!found) return null;
  const [, hours = "", two, one, half] = found;
  let hour = Number(hours);
  const minute = Number(two ?? one ?? 0);
  if (half) {
    if (hour < 1 || hour > 12) return null;
    hour = (hour % 12) + (half.toLowerCase() === "pm" ? 12 : 0);
  }
  return hour < 24 && minute < 60 ? `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}` : null;
}
