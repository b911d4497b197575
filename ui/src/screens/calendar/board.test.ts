import { describe, expect, it } from "vitest";
import type { DeliveryState, PostRow } from "../../ipc";
import { monthWeeks } from "../../lib/days";
import { cardsOf } from "../../lib/cards";
import { byDay, carriedDay, dayOf, fitting, fixedBy, stepped } from "./board";

const ZONE = "Asia/Jakarta";

function time(wall: string, channel: string | null): PostRow["times"][number] {
  const instant = new Date(`${wall}:00+07:00`).toISOString();
  return { planned: { wall, zone: ZONE }, instant, channel, networks: channel ? [channel] : [] };
}

function row(id: string, wall: string | null, more: Partial<PostRow> = {}): PostRow {
  return {
    id,
    title: id,
    first_words: "",
    editorial: "draft",
    progress: "scheduled",
    planned: wall ? { wall, zone: ZONE } : null,
    instant: wall ? new Date(`${wall}:00+07:00`).toISOString() : null,
    times: wall ? [time(wall, null)] : [],
    networks: [],
    pillar: "",
    campaign: "",
    tags: [],
    found: null,
    cover: null,
    updated_at: "2026-11-01T00:00:00Z",
    removed_at: null,
    deliveries: [],
    ...more,
  };
}

describe("the month on screen", () => {
  it("covers November 2026 in five weeks from Sunday and six from Monday", () => {
    const sunday = monthWeeks("2026-11-01", "sunday");
    expect([sunday.length, sunday[0]?.[0], sunday.at(-1)?.[6]]).toEqual([5, "2026-11-01", "2026-12-05"]);
    const monday = monthWeeks("2026-11-01", "monday");
    expect([monday.length, monday[0]?.[0], monday.at(-1)?.[6]]).toEqual([6, "2026-10-26", "2026-12-06"]);
  });

  it("puts posts on their days in the order they go out", () => {
    const rows = [row("b", "2026-11-19T19:00"), row("a", "2026-11-19T12:00"), row("idea", null)];
    const days = byDay(rows.flatMap(cardsOf), ZONE);
    expect(days.get("2026-11-19")?.map((it) => it.id)).toEqual(["a", "b"]);
    expect(days.size).toBe(1);
  });

  it("puts a channel with a time of its own on its own day", () => {
    const times = [time("2026-11-18T20:00", "x"), time("2026-11-19T19:00", null)];
    const days = byDay(cardsOf(row("a", "2026-11-19T19:00", { times })), ZONE);
    expect(days.get("2026-11-18")?.map((it) => [it.card, it.networks])).toEqual([["a-x", ["x"]]]);
    expect(days.get("2026-11-19")?.map((it) => it.card)).toEqual(["a"]);
  });

  it("a post planned in another zone stands on the brand's day", () => {
    const late = row("x", null, {
      planned: { wall: "2026-11-19T23:30", zone: "Europe/London" },
      instant: "2026-11-19T23:30:00Z",
    });
    expect(dayOf(late, ZONE)).toBe("2026-11-20");
  });

  it("what has left this computer stays where it is", () => {
    const having = (...states: DeliveryState[]) => ({
      deliveries: states.map((state, at) => ({ id: `d${at}`, channel: `c${at}`, network: "x", state, code: null })),
    });
    expect(fixedBy(having("planned", "live"))).toBe("live");
    expect(fixedBy(having("sending"))).toBe("sending");
    expect(fixedBy(having("planned", "missed", "reminded", "cancelled"))).toBeNull();
    expect(fixedBy(having("handed_off"))).toBeNull();
  });

  it("a cell shows what fits and no half card", () => {
    expect(fitting(5, 34 * 2 + 2, 34, 2)).toBe(2);
    expect(fitting(5, 34 * 2 + 1, 34, 2)).toBe(1);
    expect(fitting(2, 500, 34, 2)).toBe(2);
    expect(fitting(2, 10, 34, 2)).toBe(0);
  });
});

describe("the keyboard in the grid", () => {
  const stops = (day: string) => (day === "2026-11-19" ? 3 : 1);

  it("goes down through a day and on to the next week", () => {
    expect(stepped({ day: "2026-11-19", stop: 0 }, "ArrowDown", stops)).toEqual({ day: "2026-11-19", stop: 1 });
    expect(stepped({ day: "2026-11-19", stop: 2 }, "ArrowDown", stops)).toEqual({ day: "2026-11-26", stop: 0 });
    expect(stepped({ day: "2026-11-26", stop: 0 }, "ArrowUp", stops)).toEqual({ day: "2026-11-19", stop: 2 });
  });

  it("goes sideways and lands on a stop that exists", () => {
    expect(stepped({ day: "2026-11-19", stop: 2 }, "ArrowRight", stops)).toEqual({ day: "2026-11-20", stop: 0 });
    expect(stepped({ day: "2026-12-01", stop: 0 }, "ArrowLeft", stops)).toEqual({ day: "2026-11-30", stop: 0 });
    expect(stepped({ day: "2026-11-19", stop: 0 }, "a", stops)).toBeNull();
  });

  it("carries a held card by days and weeks, over the end of the year too", () => {
    expect(carriedDay("2026-12-31", "ArrowRight")).toBe("2027-01-01");
    expect(carriedDay("2026-11-19", "ArrowUp")).toBe("2026-11-12");
    expect(carriedDay("2026-11-19", "Enter")).toBeNull();
  });
});
