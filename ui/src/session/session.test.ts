import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Channel, Session as Snapshot } from "../ipc";
import { replaceDoor } from "../ipc/door";
import { session } from "./session.svelte";

vi.mock("./theme.svelte", () => ({
  theme: { wear: () => undefined, choose: () => undefined, magnify: () => undefined },
}));

const channel = (handle: string): Channel => ({ id: "c", handle }) as Channel;
const snapshot = (handle: string): Snapshot =>
  ({ settings: { lang: "en", theme: "light", scale: 1 }, channels: [channel(handle)], brand: null }) as Snapshot;

/** The questions that are under way, each with what answers it. */
let asked: ((handle: string) => void)[];
const shown = () => session.channels.map((it) => it.handle);

beforeEach(() => {
  asked = [];
  replaceDoor({
    invoke: () => new Promise((answer) => asked.push((handle) => answer(snapshot(handle)))),
    listen: () => Promise.resolve(() => undefined),
    address: (path) => path,
  });
  session.take(snapshot("as it was"));
});

describe("the session", () => {
  it("shows what it asked for", async () => {
    const done = session.reload();
    asked[0]?.("new");
    await done;
    expect(shown()).toEqual(["new"]);
  });

  it("does not let an answer take back what was shown after the question", async () => {
    const done = session.reload();
    session.patch({ channels: [channel("signed in")] });
    asked[0]?.("as it was");
    await vi.waitFor(() => expect(asked).toHaveLength(2));
    expect(shown()).toEqual(["signed in"]);
    asked[1]?.("signed in, and read");
    await done;
    expect(shown()).toEqual(["signed in, and read"]);
  });

  it("asks again for whoever wishes while a question is under way, once for all of them", async () => {
    const all = Promise.all([session.reload(), session.reload(), session.reload()]);
    expect(asked).toHaveLength(1);
    asked[0]?.("older");
    await vi.waitFor(() => expect(asked).toHaveLength(2));
    asked[1]?.("newest");
    await all;
    expect(asked).toHaveLength(2);
    expect(shown()).toEqual(["newest"]);
  });

  it("can be asked again after a failure", async () => {
    replaceDoor({
      invoke: () => Promise.reject(new Error("away")),
      listen: () => Promise.resolve(() => undefined),
      address: (path) => path,
    });
    await expect(session.reload()).rejects.toThrow();
    await expect(session.reload()).rejects.toThrow();
    expect(shown()).toEqual(["as it was"]);
  });
});
