import { beforeEach, describe, expect, it, vi } from "vitest";
import type { DeliveryState, DeliveryView, Planned, Post, PostDetail } from "../../ipc";
import { replaceDoor } from "../../ipc/door";
import { notices } from "../../session";
import { Composer } from "./composer.svelte";

const zone = "Asia/Jakarta";
const ahead: Planned = { wall: "2098-12-03T19:00", zone };
const other: Planned = { wall: "2098-12-04T08:00", zone };

let post: Post;
let states: DeliveryState[];
let called: string[];
let composer: Composer;

function delivery(state: DeliveryState, at: number): DeliveryView {
  const it = { id: `d${at}`, post: "p", channel: `c${at}`, state, planned: post.planned ?? ahead };
  return { delivery: it, network: "x", handle: "kopi", steps: [], manual: false, can: [] } as unknown as DeliveryView;
}

const detail = (): PostDetail => ({
  post,
  variants: [],
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
  [states, called] = [[], []];
  replaceDoor({
    invoke: (_, args) => {
      const { name, args: given } = args["command"] as { name: string; args: { at: Planned } };
      if (name !== "get_post") called.push(name);
      if (name === "plan_post") post = { ...post, planned: given.at, revision: post.revision + 1 };
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
  composer.proposeTime();
  composer.at = at;
  composer.pickTime(keep);
  await settled();
}

describe("choosing a time", () => {
  it("puts a draft on the calendar without scheduling it, and offers to take it back", async () => {
    await choose(ahead);
    expect(called).toEqual(["plan_post"]);
    expect(composer.draft?.post.planned).toEqual(ahead);
    expect(composer.isPicking).toBe(false);
    expect(notices.shown?.action?.keys).toBe("Ctrl Z");
  });

  it("moves deliveries that lie ahead, held by their network or not", async () => {
    [post, states] = [{ ...post, planned: ahead }, ["planned", "handed_off"]];
    await composer.load();
    await choose(other);
    expect(called).toEqual(["plan_post"]);
    expect(composer.at).toEqual(other);
  });

  it("turning back forgets what was looked at", async () => {
    await choose(ahead, false);
    expect(called).toEqual([]);
    expect(composer.at).toBeNull();
  });

  it("asks nothing of the core for the same time, a time that is over, or a post that is out already", async () => {
    await choose({ wall: "2020-01-01T19:00", zone });
    [post, states] = [{ ...post, planned: ahead }, ["live", "planned"]];
    await composer.load();
    await choose(ahead);
    await choose(other);
    expect(called).toEqual([]);
    expect(composer.at).toEqual(other);
  });

  it("follows the plan when it is taken back elsewhere", async () => {
    await choose(ahead);
    post = { ...post, planned: null };
    await composer.load();
    expect(composer.at).toBeNull();
  });
});

describe("an empty post", () => {
  it("is told what it lacks only once scheduling was tried", async () => {
    expect(composer.isBlank).toBe(false);
    post = { ...post, title: "" };
    await composer.load();
    expect(composer.isBlank).toBe(true);
    composer.at = ahead;
    await composer.schedule();
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
