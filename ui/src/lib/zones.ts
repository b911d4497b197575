/** Names of time zones as people here say them. */
const short: Record<string, string> = {
  "Asia/Jakarta": "WIB",
  "Asia/Pontianak": "WIB",
  "Asia/Makassar": "WITA",
  "Asia/Ujung_Pandang": "WITA",
  "Asia/Jayapura": "WIT",
};

/** The zones of Indonesia, west to east, each with a city that stands for it. */
export const homeZones = [
  { zone: "Asia/Jakarta", name: "WIB", city: "Bandung" },
  { zone: "Asia/Makassar", name: "WITA", city: "Makassar" },
  { zone: "Asia/Jayapura", name: "WIT", city: "Jayapura" },
] as const;

/** WIB, WITA, WIT, or the offset at that instant: `UTC+9`, `UTC+5.30`; its own name where the window does not know it. */
export function zoneName(zone: string, at: Date = new Date()): string {
  const known = short[zone];
  if (known) return known;
  if (!formatter(zone)) return zoneTitle(zone);
  const minutes = offsetMinutes(zone, at);
  if (minutes === 0) return "UTC";
  const rest = Math.abs(minutes) % 60;
  const sign = minutes < 0 ? "\u2212" : "+";
  return `UTC${sign}${Math.floor(Math.abs(minutes) / 60)}${rest ? `.${String(rest).padStart(2, "0")}` : ""}`;
}

/** Minutes a zone is ahead of UTC at an instant. */
export function offsetMinutes(zone: string, at: Date): number {
  const wall = wallAt(at, zone);
  return Math.round((Date.parse(`${wall}:00Z`) - Math.floor(at.getTime() / 60_000) * 60_000) / 60_000);
}

/** The wall time of an instant in a zone: `2026-10-03T19:00`; in UTC where the window does not know the zone. */
export function wallAt(at: Date, zone: string): string {
  const parts: Record<string, string> = {};
  const reader = formatter(zone) ?? formatter("UTC");
  for (const { type, value } of reader?.formatToParts(at) ?? []) parts[type] = value;
  return `${parts["year"]}-${parts["month"]}-${parts["day"]}T${parts["hour"]}:${parts["minute"]}`;
}

/** A zone as shown in a list: `Asia/Tokyo` reads `Tokyo, Asia`. */
export function zoneTitle(zone: string): string {
  const [region = "", ...city] = zone.split("/");
  return city.length ? `${city.join(", ").replaceAll("_", " ")}, ${region}` : zone;
}

const formatters = new Map<string, Intl.DateTimeFormat | null>();

/** Reads wall times of a zone; null for a zone that the window's engine, older than the core's list, does not know. */
function formatter(zone: string): Intl.DateTimeFormat | null {
  let found = formatters.get(zone);
  if (found === undefined) {
    try {
      found = new Intl.DateTimeFormat("en-CA", {
        timeZone: zone,
        hourCycle: "h23",
        year: "numeric",
        month: "2-digit",
        day: "2-digit",
        hour: "2-digit",
        minute: "2-digit",
      });
    } catch {
      found = null;
    }
    formatters.set(zone, found);
  }
  return found;
}
