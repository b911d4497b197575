import { beforeEach, describe, expect, it, vi } from "vitest";
import type { DeliveryState, DeliveryView, Planned, Post, PostDetail } from "../../ipc";
import { replaceDoor } from "../../ipc/door";
import { session as sample } from "../../ipc/mock/data";
import { notices, session } from "../../session";
import { Composer } from "./composer.svelte";
import { INHERITS_ALL } from "./inherit";

const zone = "Asia/Jakarta";
const ahead: Planned = { wall: "2098-12-03T19:00", zone };
const other: Planned = { wall: "2098-12-04T08:00", zone };

let post: Post;
let own: Record<string, Planned>;
let states: DeliveryState[];
let called: string[];
let looks: number;
let composer: Composer;

function delivery(state: DeliveryState, at: number): DeliveryView {
  const it = { id: `d${at}`, post: "p", channel: `c${at}`, state, planned: own[`c${at}`] ?? post.planned ?? ahead };
  return { delivery: it, network: "x", handle: "kopi", steps: [], manual: false, can: [] } as unknown as DeliveryView;
}

const detail = (): PostDetail => ({
  post,
  variants: Object.entries(own).map(([channel, planned]) => ({
    post: "p",
    channel,
    overrides: { ...INHERITS_ALL, planned },
  })),
  assets: [],
  deliveries: states.map(delivery),
  checks: [],
  progress: "unscheduled",
  messages: [],
  metrics: [],
});

beforeEach(async () => {
  post = {
    id: "p",
    brand: "b",
    title: "Paket Senja",
    pillar: "",
    notes: "",
    campaign: "",
    tags: [],
    editorial: "draft",
    shared: { text: "", title: "", hashtags: "", link: "", first_comment: "", media: [], parts: [] },
    channels: ["c0"],
    planned: null,
    grace_minutes: 60,
    send_whenever: false,
    revision: 1,
    updated_at: "2026-11-18T01:10:00Z",
  };
  [states, called, own, looks] = [[], [], {}, 0];
  replaceDoor({
    invoke: (_, args) => {
      const { name, args: given } = args["command"] as { name: string; args: { at: Planned; channel: string } };
      if (name === "get_post") looks++;
      else if (name !== "measure_text") called.push(name);
      if (name === "plan_post") post = { ...post, planned: given.at, revision: post.revision + 1 };
      if (name === "plan_variant") {
        const { [given.channel]: _, ...others } = own;
        own = given.at ? { ...others, [given.channel]: given.at } : others;
        post = { ...post, revision: post.revision + 1 };
      }
      if (name === "schedule_post") throw { code: "findings_stop", values: {} };
      return Promise.resolve(detail());
    },
    listen: () => Promise.resolve(() => undefined),
    address: (path) => path,
  });
  notices.close();
  composer = new Composer("p");
  await composer.load();
});

const settled = () => new Promise((done) => setTimeout(done, 5));

async function choose(at: Planned, keep = true): Promise<void> {
  composer.planning.proposeTime();
  composer.planning.at = at;
  composer.planning.pickTime(keep);
  await settled();
}

it("what happens elsewhere is looked at once, and not between two keys", async () => {
  vi.useFakeTimers();
  try {
    looks = 0;
    for (const title of ["P", "Pa", "Pak"]) {
      composer.draft?.edit({ title });
      composer["heard"]({ name: "posts_changed" });
      await vi.advanceTimersByTimeAsync(150);
    }
    expect(looks).toBe(0);
    await vi.advanceTimersByTimeAsync(1000);
    expect([called, looks]).toEqual([["save_post"], 1]);
  } finally {
    vi.useRealTimers();
  }
});

it("what happens elsewhere is looked at while a conflict waits for a decision", async () => {
  vi.useFakeTimers();
  try {
    composer.draft?.edit({ title: "P" });
    if (composer.draft) composer.draft.state = "conflict";
    looks = 0;
    composer["heard"]({ name: "deliveries_changed" });
    await vi.advanceTimersByTimeAsync(100);
    expect(looks).toBe(1);
  } finally {
    vi.useRealTimers();
  }
});

describe("choosing a time", () => {
  it("puts a draft on the calendar without scheduling it, and offers to take it back", async () => {
    await choose(ahead);
    expect(called).toEqual(["plan_post"]);
    expect(composer.draft?.post.planned).toEqual(ahead);
    expect(composer.planning.isPicking).toBe(false);
    expect(notices.shown?.action?.keys).toBe("Ctrl Z");
  });

  it("moves deliveries that lie ahead, held by their network or not", async () => {
    [post, states] = [{ ...post, planned: ahead }, ["planned", "handed_off"]];
    await composer.load();
    await choose(other);
    expect(called).toEqual(["plan_post"]);
    expect(composer.planning.at).toEqual(other);
  });

  it("turning back forgets what was looked at", async () => {
    await choose(ahead, false);
    expect(called).toEqual([]);
    expect(composer.planning.at).toBeNull();
  });

  it("asks nothing of the core for the same time, a time that is over, or a post that is out already", async () => {
    await choose({ wall: "2020-01-01T19:00", zone });
    [post, states] = [{ ...post, planned: ahead }, ["live", "planned"]];
    await composer.load();
    await choose(ahead);
    await choose(other);
    expect(called).toEqual([]);
    expect(composer.planning.at).toEqual(other);
  });

  it("follows the plan when it is taken back elsewhere", async () => {
    await choose(ahead);
    post = { ...post, planned: null };
    await composer.load();
    expect(composer.planning.at).toBeNull();
  });
});

describe("a time of one channel's own", () => {
  async function chooseOwn(channel: string, at: Planned, keep = true): Promise<void> {
    composer.open(channel);
    composer.planning.chooseOwnTime();
    composer.planning.ownAt = at;
    composer.planning.closeOwnTime(keep);
    await settled();
  }

  beforeEach(async () => {
    session.snapshot = structuredClone(sample);
    const channels = ["ch-bs", "ch-x"];
    [post, states] = [{ ...post, channels, planned: ahead }, []];
    await composer.load();
  });

  it("is noted for that channel alone and can be taken back", async () => {
    await chooseOwn("ch-x", other);
    expect(called).toEqual(["plan_variant"]);
    expect([composer.planning.timeOf("ch-bs"), composer.planning.timeOf("ch-x"), composer.planning.at]).toEqual([
      ahead,
      other,
      ahead,
    ]);
    expect(composer.isOwn("planned")).toBe(true);
    expect(composer.planning.apart.map((it) => it.id)).toEqual(["ch-x"]);
    expect(notices.shown?.action?.keys).toBe("Ctrl Z");
    composer.planning.followTime();
    await settled();
    expect([composer.planning.timeOf("ch-x"), composer.isOwn("planned")]).toEqual([ahead, false]);
  });

  it("asks nothing of the core for the same time, one that is over, or when turned back", async () => {
    await chooseOwn("ch-x", ahead);
    await chooseOwn("ch-x", other, false);
    await chooseOwn("ch-x", { wall: "2020-01-01T19:00", zone });
    expect(called).toEqual([]);
    composer.planning.chooseOwnTime();
    composer.open("ch-bs");
    expect(composer.planning.ownAt).toBeNull();
  });

  it("stands as scheduled there, and the post's time moves past a channel that is out", async () => {
    own = { "ch-x": other };
    const views = (bluesky: DeliveryState, x: DeliveryState) => {
      const at = (channel: string) => own[channel] ?? post.planned ?? ahead;
      const view = (channel: string, state: DeliveryState) =>
        ({ delivery: { id: channel, channel, state, planned: at(channel) } }) as unknown as DeliveryView;
      return [view("ch-bs", bluesky), view("ch-x", x)];
    };
    await composer.load();
    composer.deliveries = views("planned", "planned");
    expect(composer.planning.isPlanned).toBe(true);
    composer.deliveries = views("planned", "live");
    composer.planning.chooseOwnTime();
    await choose({ ...other, zone });
    expect(called).toEqual(["plan_post"]);
  });

  it("that is over keeps the post from being scheduled", async () => {
    own = { "ch-x": { wall: "2020-01-01T19:00", zone } };
    await composer.load();
    expect(composer.planning.late.map((it) => it.id)).toEqual(["ch-x"]);
  });
});

describe("an empty post", () => {
  it("is told what it lacks only once scheduling was tried", async () => {
    expect(composer.isBlank).toBe(false);
    post = { ...post, title: "" };
    await composer.load();
    expect(composer.isBlank).toBe(true);
    composer.planning.at = ahead;
    await composer.planning.schedule();
    expect(composer.isBlank).toBe(false);
  });

  it("is no longer blank with its first word", async () => {
    vi.stubGlobal("requestAnimationFrame", () => 0);
    vi.stubGlobal("cancelAnimationFrame", () => undefined);
    post = { ...post, title: "" };
    await composer.load();
    composer.write("text", "Kopi");
    expect(composer.isBlank).toBe(false);
    composer.checks?.stop();
    composer.draft?.stop();
  });
});
