/** How networks show an address: as it is typed, shortened, or by a short one of their own. */
import type { Addresses } from "../../../ipc";

/** An address of the web, also one typed without its scheme; null where it is none. */
function parsed(address: string): URL | null {
  const whole = /^https?:\/\//i.test(address) ? address : `https://${address}`;
  return URL.canParse(whole) ? new URL(whole) : null;
}

/** `kopisenja.id` of an address; what is no address stays as it is. */
export function domainOf(address: string): string {
  return parsed(address)?.host.replace(/^www\./, "") ?? address;
}

/** An address as readers see it. */
export function shownAddress(address: string, how: Addresses): string {
  switch (how.how) {
    case "whole":
      return address;
    case "start":
      return started(address.replace(/^https?:\/\/(www\.)?/i, ""), how.chars);
    case "path":
      return withShortPath(address, how.longest, how.kept);
    case "replaced":
      return [...address].length > how.longest ? how.with : address;
  }
}

/** The ellipsis takes one place: a single letter is never cut for it. */
function started(rest: string, chars: number): string {
  const letters = [...rest];
  return letters.length > chars + 1 ? `${letters.slice(0, chars).join("")}…` : rest;
}

function withShortPath(address: string, longest: number, kept: number): string {
  const url = parsed(address);
  if (!url) return address;
  const path = [...((url.pathname === "/" ? "" : url.pathname) + url.search + url.hash)];
  return url.host + (path.length > longest ? `${path.slice(0, kept).join("")}…` : path.join(""));
}
