import { expect, it } from "vitest";
import type { PostRow } from "../ipc";
import { cardsOf } from "./cards";

const at = (wall: string) => ({ wall, zone: "Asia/Jakarta" });
const time = (wall: string, channel: string | null, networks: string[]) => ({
  planned: at(wall),
  instant: `${wall}:00Z`,
  channel,
  networks,
});
const mark = (channel: string) => ({ id: `d-${channel}`, channel, network: channel, state: "planned", code: null });

function row(times: PostRow["times"]): PostRow {
  const deliveries = ["ig", "x", "bs"].map(mark);
  const planned = at("2026-12-03T19:00");
  return { id: "p", planned, instant: "?", networks: ["ig", "x", "bs"], deliveries, times } as unknown as PostRow;
}

it("a post has a card for those that go together and one for each that goes apart", () => {
  const cards = cardsOf(row([time("2026-12-02T12:00", "x", ["x"]), time("2026-12-03T19:00", null, ["ig", "bs"])]));
  expect(cards.map((it) => [it.card, it.planned?.wall, it.networks, it.deliveries.map((on) => on.channel)])).toEqual([
    ["p-x", "2026-12-02T12:00", ["x"], ["x"]],
    ["p", "2026-12-03T19:00", ["ig", "bs"], ["ig", "bs"]],
  ]);
  expect(cards.every((it) => it.id === "p")).toBe(true);
});

it("a post without a plan is one card", () => {
  expect(cardsOf(row([])).map((it) => [it.card, it.channel, it.deliveries.length])).toEqual([["p", null, 3]]);
});
