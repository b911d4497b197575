import { convertFileSrc, invoke } from "@tauri-apps/api/core";
import { listen as listenToShell } from "@tauri-apps/api/event";
import type { KelolaEvent } from "./types";

/** Bytes that travel as the raw body of a call, alone: `{ [RAW]: bytes }`. */
export const RAW = "raw";

/** The way out of the window. The real one is the shell; tests and the mock bring their own. */
export interface Door {
  invoke(command: string, args: Record<string, unknown>): Promise<unknown>;
  listen(heard: (event: KelolaEvent) => void): Promise<() => void>;
  address(path: string): string;
  /** Asks over a protocol of the shell and waits for the answer; null where there is none to be waited for. */
  atOnce?(protocol: string, args: Record<string, unknown>): unknown;
}

const shell: Door = {
  invoke: (command, args) => invoke(command, args[RAW] instanceof Uint8Array ? args[RAW] : args),
  listen: (heard) => listenToShell<KelolaEvent>("kelola", ({ payload }) => heard(payload)),
  // The shell encodes the whole path as one piece; our protocol reads it with its slashes.
  address: (path) => convertFileSrc("", "thumb") + path,
  atOnce: (protocol, args) => {
    const address = convertFileSrc("", protocol);
    // Windows writes it as an address on the network, which the page's policy does not let through.
    if (!address.startsWith(`${protocol}:`)) return null;
    const request = new XMLHttpRequest();
    request.open("POST", address, false);
    request.send(JSON.stringify(args));
    return request.status === 200 ? JSON.parse(request.responseText) : null;
  },
};

let door: Door = shell;

/** Puts another door in place of the shell's, before anything is called. */
export function replaceDoor(other: Door): void {
  door = other;
}

/** The door in use. */
export function theDoor(): Door {
  return door;
}
