import { beforeEach, describe, expect, it } from "vitest";
import type { PostRow } from "../../ipc";
import { replaceDoor } from "../../ipc/door";
import { notices } from "../../session";
import { Calendar } from "./calendar.svelte";
import { cardsOf } from "../../lib/cards";
import { pickUp } from "../../lib/carry";
import { SHELF } from "./board";

function time(wall: string, channel: string | null): PostRow["times"][number] {
  const instant = new Date(`${wall}:00+07:00`).toISOString();
  return { planned: { wall, zone: "Asia/Jakarta" }, instant, channel, networks: channel ? [channel] : [] };
}

/** A post of which one channel, "x", goes out apart. */
function twice(id: string, wall: string, own: string, state: PostRow["deliveries"][number]["state"]): PostRow {
  const made = row(id, wall, ["planned", state]);
  made.deliveries = made.deliveries.map((it, at) => ({ ...it, channel: at === 1 ? "x" : "c" }));
  return { ...made, times: [time(own, "x"), time(wall, null)] };
}

function row(id: string, wall: string | null, states: PostRow["deliveries"][number]["state"][] = []): PostRow {
  return {
    id,
    title: id,
    first_words: "",
    editorial: "ready",
    progress: "scheduled",
    planned: wall ? { wall, zone: "Asia/Jakarta" } : null,
    instant: null,
    times: wall ? [time(wall, null)] : [],
    networks: [],
    pillar: "",
    campaign: "",
    tags: [],
    found: null,
    cover: null,
    updated_at: "2026-11-01T00:00:00Z",
    removed_at: null,
    deliveries: states.map((state, at) => ({ id: `${id}-${at}`, channel: "c", network: "x", state, code: null })),
  };
}

type Given = { id: string; post: string; channel: string; day: string; first: string; at: { wall: string } };
let rows: PostRow[];
let loose: PostRow[];
let called: string[];
let refuse: string | null;
let hold: Promise<void> | null;
let calendar: Calendar;

async function answer(name: string, given: Given): Promise<unknown> {
  if (name === "list_calendar") {
    const month = given.first.slice(0, 7);
    if (hold && month === "2026-11") await hold;
    return { rows: rows.filter((it) => it.planned && it.planned.wall >= given.first) };
  }
  if (name === "list_unscheduled") return { rows: loose };
  called.push(`${name} ${given.id ?? `${given.post}/${given.channel}`} ${given.day ?? given.at?.wall ?? ""}`.trim());
  if (refuse) throw { code: refuse, values: {} };
  if (name === "move_variant") return { row: twice(given.post, "2026-11-19T19:00", `${given.day}T12:00`, "planned") };
  const found = [...rows, ...loose].find((it) => it.id === given.id) ?? row(given.id, null);
  const wall = name === "unschedule_post" ? null : name === "move_post" ? `${given.day}T19:00` : given.at.wall;
  const now = row(found.id, wall);
  rows = [...rows.filter((it) => it.id !== now.id), ...(wall ? [now] : [])];
  loose = [...loose.filter((it) => it.id !== now.id), ...(wall ? [] : [now])];
  return { row: now, detail: {}, undoable: { operation: "o", label: name } };
}

const settled = () => new Promise((done) => setTimeout(done, 0));
const on = (day: string) => calendar.cardsOn(day).map((it) => it.card);

beforeEach(async () => {
  rows = [row("a", "2026-11-19T19:00", ["planned"]), row("b", "2026-11-18T12:00", ["live"])];
  loose = [row("idea", null)];
  [called, refuse, hold] = [[], null, null];
  replaceDoor({
    invoke: (_, args) => {
      const { name, args: given } = args["command"] as { name: string; args: Given };
      return answer(name, given);
    },
    listen: () => Promise.resolve(() => undefined),
    address: (path) => path,
  });
  notices.close();
  calendar = new Calendar("2026-11-18");
  await calendar.load();
});

describe("the calendar", () => {
  it("moves a post to another day and offers to take it back", async () => {
    const dropping = calendar.drop("a", "2026-11-24");
    expect(on("2026-11-24")).toEqual(["a"]);
    await dropping;
    expect(called).toEqual(["move_post a 2026-11-24"]);
    expect(notices.shown?.action?.keys).toBe("Ctrl Z");
  });

  it("puts the post back where it was when the core refuses, and says why", async () => {
    refuse = "delivery_fixed";
    await calendar.drop("a", "2026-11-24");
    expect(on("2026-11-19")).toEqual(["a"]);
    expect(notices.shown?.tone).toBe("fail");
  });

  it("a channel that goes apart is carried alone, and never to the shelf", async () => {
    rows = [twice("a", "2026-11-19T19:00", "2026-11-18T12:00", "planned")];
    await calendar.load();
    expect([on("2026-11-18"), on("2026-11-19")]).toEqual([["a-x"], ["a"]]);
    const dropping = calendar.drop("a-x", "2026-11-24");
    expect([on("2026-11-18"), on("2026-11-19"), on("2026-11-24")]).toEqual([[], ["a"], ["a-x"]]);
    await dropping;
    await calendar.drop("a-x", SHELF);
    expect(called).toEqual(["move_variant a/x 2026-11-24"]);
    expect(notices.shown).not.toBeNull();
  });

  it("a moved post takes along the channels that go apart, but for those that are out", async () => {
    rows = [twice("a", "2026-11-19T19:00", "2026-11-18T12:00", "planned")];
    await calendar.load();
    const dropping = calendar.drop("a", "2026-11-24");
    expect([on("2026-11-23"), on("2026-11-24")]).toEqual([["a-x"], ["a"]]);
    await dropping;
    rows = [twice("a", "2026-11-19T19:00", "2026-11-18T12:00", "live")];
    await calendar.load();
    const again = calendar.drop("a", "2026-11-25");
    expect([on("2026-11-18"), on("2026-11-25")]).toEqual([["a-x"], ["a"]]);
    await again;
    expect(called).toEqual(["move_post a 2026-11-24", "move_post a 2026-11-25"]);
  });

  it("does not even ask for what is live", async () => {
    await calendar.drop("b", "2026-11-24");
    expect(called).toEqual([]);
    expect(on("2026-11-18")).toEqual(["b"]);
    expect(notices.shown).not.toBeNull();
  });

  it("takes a post off the plan and puts an unscheduled one on a day", async () => {
    await calendar.drop("a", SHELF);
    await calendar.drop("idea", "2027-01-05");
    expect(called).toEqual(["unschedule_post a", "plan_post idea 2027-01-05T19:00"]);
    await settled();
    expect(calendar.loose.map((it) => it.id)).toEqual(["a"]);
  });

  it("an idea that cannot be put on a day goes back to the shelf", async () => {
    refuse = "data_locked";
    await calendar.drop("idea", "2027-01-05");
    expect(notices.shown?.tone).toBe("fail");
    await settled();
    expect(calendar.loose.map((it) => it.id)).toEqual(["idea"]);
  });

  it("what comes back from the shelf has the clock time it had, unless that is over", async () => {
    rows = [row("early", "2027-01-02T07:30")];
    await calendar.load();
    await calendar.drop("early", SHELF);
    await settled();
    await calendar.drop("early", "2027-01-05");
    expect(called).toEqual(["unschedule_post early", "plan_post early 2027-01-05T07:30"]);
    const [loose] = cardsOf(row("early", null));
    expect(loose && calendar.clockOf(loose, "2020-01-01")).toBe("19:00");
  });

  it("what is held stays in hand when the month turns", async () => {
    const held = calendar.find("a");
    if (held) calendar.take(held, pickUp("a", "2026-11-19"));
    calendar.reach({ day: "2027-02-10", stop: 0 });
    await settled();
    expect(calendar.cards.some((it) => it.id === "a")).toBe(false);
    await calendar.drop("a", "2027-02-10");
    expect(called).toEqual(["move_post a 2027-02-10"]);
  });

  it("a slower answer about another month does not replace the one on screen", async () => {
    let release: () => void = () => undefined;
    hold = new Promise((done) => (release = done));
    calendar = new Calendar("2026-12-15");
    const slow = calendar.load();
    calendar.turn(2);
    await settled();
    const shown = calendar.cards;
    release();
    await slow;
    expect(calendar.cards).toBe(shown);
  });
});
