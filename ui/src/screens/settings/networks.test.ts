import { beforeEach, describe, expect, it } from "vitest";
import type { OwnNetwork, RulesState, Session, Settings } from "../../ipc";
import { replaceDoor } from "../../ipc/door";
import { notices, session } from "../../session";
import { Networks } from "./networks.svelte";
import { BLANK } from "./ownNetwork";
import { TextBlocks } from "./textBlocks.svelte";
import { EMPTY } from "./variables";

const settings = { lang: "id", theme: "light", scale: 100 } as Settings;
const snapshot = (networks: string[]) =>
  ({ settings, brand: null, networks: networks.map((id) => ({ id, name: id })) }) as unknown as Session;
const rule = (network: string, imported = false): RulesState => ({
  network,
  name: network,
  as_of: "2026-10-01",
  is_old: false,
  imported,
});

let own: OwnNetwork[];
let called: string[];
let refuse: Record<string, string>;
let picked: { networks: string[] } | null;

function answer(name: string, args: Record<string, unknown>): unknown {
  called.push(name);
  const code = refuse[name];
  if (code) throw { code, values: { channels: "@senja" } };
  if (name === "list_rules") return [rule("instagram", true), ...own.map((it) => rule(it.id))];
  if (name === "list_own_networks") return own;
  if (name === "own_network_presets") return [{ ...BLANK, name: "Kaskus" }];
  if (name === "save_own_network") own = [...own, { ...(args["network"] as OwnNetwork), id: "own-2" }];
  if (name === "remove_own_network") own = own.filter((it) => it.id !== args["id"]);
  if (name === "list_snippets") return [{ id: "s", kind: "snippet", name: "Jam buka", content: EMPTY, variables: [] }];
  return snapshot(["instagram", ...own.map((it) => it.id)]);
}

beforeEach(() => {
  own = [{ ...BLANK, id: "own-1", name: "Forum" }];
  [called, refuse, picked] = [[], {}, null];
  replaceDoor({
    invoke: async (command, args) => {
      if (command === "import_rules") return picked;
      const { name, args: given } = args["command"] as { name: string; args: Record<string, unknown> };
      return answer(name, given);
    },
    listen: () => Promise.resolve(() => undefined),
    address: (path) => path,
  });
  // Node has no document to paint on.
  session.take = (taken) => (session.snapshot = taken);
  notices.close();
});

describe("networks", () => {
  it("those defined here stand apart from those of the program", async () => {
    const networks = new Networks();
    await networks.load();
    expect(networks.known.map((it) => it.network)).toEqual(["instagram"]);
    expect(networks.own.map((it) => it.name)).toEqual(["Forum"]);
  });

  it("a new one is known to the whole window at once", async () => {
    const networks = new Networks();
    expect(await networks.save({ ...BLANK, name: "Blog" })).toBeNull();
    expect(session.networks.map((it) => it.id)).toEqual(["instagram", "own-1", "own-2"]);
    expect(networks.own.length).toBe(2);
  });

  it("one that channels use stays, and says why", async () => {
    const networks = new Networks();
    await networks.load();
    refuse = { remove_own_network: "own_network_in_use" };
    await networks.remove({ ...BLANK, id: "own-1", name: "Forum" });
    expect(networks.refused["own-1"]?.code).toBe("own_network_in_use");
    expect(networks.own.length).toBe(1);
    expect(notices.shown).toBeNull();
  });

  it("nothing is read in when the person turns back", async () => {
    const networks = new Networks();
    await networks.importFile();
    expect(called).toEqual([]);
    picked = { networks: ["Instagram", "X"] };
    await networks.importFile();
    expect(notices.shown?.text).toBe("Aturan baru dipakai: Instagram, X.");
    expect(called).toContain("get_session");
  });
});

describe("text blocks", () => {
  it("are listed by their kind", async () => {
    const blocks = new TextBlocks();
    await blocks.load();
    expect(blocks.of("snippet").map((it) => it.name)).toEqual(["Jam buka"]);
    expect(blocks.of("template")).toEqual([]);
  });

  it("one that is refused leaves its reason to the form", async () => {
    refuse = { save_snippet: "bad_input" };
    const failure = await new TextBlocks().save({ id: null, kind: "snippet", name: "", content: EMPTY });
    expect(failure?.code).toBe("bad_input");
    expect(called).toEqual(["save_snippet"]);
  });
});
