import { beforeEach, expect, it } from "vitest";
import type { Channel, KelolaEvent } from "../../ipc";
import { replaceDoor } from "../../ipc/door";
import { Channels } from "./channels.svelte";

const channel = { id: "c", network: "x", handle: "kopi", connection: "untested" } as Channel;
let called: string[];
let keychain: { ok: boolean; code: string | null };
let refuses: string | null;
let channels: Channels;
let hear: ((event: KelolaEvent) => void) | null;
let steps: (string | undefined)[];

beforeEach(() => {
  [called, refuses, hear, steps] = [[], null, null, []];
  keychain = { ok: true, code: null };
  channels = new Channels();
  replaceDoor({
    invoke: (command, args) => {
      const { name } = (args["command"] ?? { name: `${command} ${String(args["secret"])}` }) as { name: string };
      called.push(name);
      if (name.startsWith("store_secret") && refuses) throw { code: refuses, values: {} };
      if (name.startsWith("store_secret") && !keychain.ok) throw { code: keychain.code, values: {} };
      if (name.startsWith("sign_in_channel")) {
        for (const step of ["waiting", "finishing"] as const) {
          hear?.({ name: "sign_in_moved", channel: "c", step });
          steps.push(channels.signingIn?.step);
        }
        if (refuses) throw { code: refuses, values: {} };
      }
      if (name === "retry_keychain") return Promise.resolve(keychain);
      return Promise.resolve({ channel, ok: true, code: null, display_name: "Kopi", values: {} });
    },
    listen: (heard) => {
      hear = heard;
      return Promise.resolve(() => (hear = null));
    },
    address: (path) => path,
  });
});

it("keeps the password and tests the channel by itself", async () => {
  expect(await channels.signIn(channel, "abcd")).toBe(true);
  expect(called).toEqual(["store_secret abcd", "test_channel"]);
  expect(channels.tested["c"]?.ok).toBe(true);
  expect(channels.testing).toBeNull();
});

it("a password the keychain could not take waits for it, and nobody types it again", async () => {
  keychain = { ok: false, code: "keychain_locked" };
  expect(await channels.signIn(channel, "abcd")).toBe(false);
  expect(channels.waits(channel)).toBe(true);
  expect(await channels.retry(channel)).toBe(false);
  expect(channels.failures["c"]?.code).toBe("keychain_locked");
  keychain = { ok: true, code: null };
  called = [];
  expect(await channels.retry(channel)).toBe(true);
  expect(called).toEqual(["retry_keychain", "store_secret abcd", "test_channel"]);
  expect(channels.waits(channel)).toBe(false);
});

it("a password that was refused for itself is not kept", async () => {
  refuses = "keychain_too_long";
  await channels.signIn(channel, "abcd");
  expect(channels.waits(channel)).toBe(false);
});

it("a sign-in in the browser shows how far it is, and what the channel became", async () => {
  expect(await channels.signInByBrowser(channel)).toBe(true);
  expect(steps).toEqual(["waiting", "finishing"]);
  expect(channels.tested["c"]?.ok).toBe(true);
  expect(channels.signingIn).toBeNull();
});

it("a sign-in that was cancelled is no failure, one that was refused is", async () => {
  refuses = "sign_in_cancelled";
  expect(await channels.signInByBrowser(channel)).toBe(false);
  expect(channels.failures["c"]).toBeNull();
  await channels.cancelSignIn(channel);
  expect(called.at(-1)).toBe("cancel_sign_in");
  refuses = "sign_in_refused";
  await channels.signInByBrowser(channel);
  expect(channels.failures["c"]?.code).toBe("sign_in_refused");
});
