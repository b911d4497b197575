import { beforeEach, expect, it } from "vitest";
import type { Channel } from "../../ipc";
import { replaceDoor } from "../../ipc/door";
import { Channels } from "./channels.svelte";

const channel = { id: "c", network: "x", handle: "kopi", connection: "untested" } as Channel;
let called: string[];
let keychain: { ok: boolean; code: string | null };
let refuses: string | null;
let channels: Channels;

beforeEach(() => {
  [called, refuses] = [[], null];
  keychain = { ok: true, code: null };
  channels = new Channels();
  replaceDoor({
    invoke: (command, args) => {
      const { name } = (args["command"] ?? { name: `${command} ${String(args["secret"])}` }) as { name: string };
      called.push(name);
      if (name.startsWith("store_secret") && refuses) throw { code: refuses, values: {} };
      if (name.startsWith("store_secret") && !keychain.ok) throw { code: keychain.code, values: {} };
      if (name === "retry_keychain") return Promise.resolve(keychain);
      return Promise.resolve({ channel, ok: true, code: null, display_name: "Kopi", values: {} });
    },
    listen: () => Promise.resolve(() => undefined),
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
