import { beforeEach, expect, it, vi } from "vitest";
import type { KelolaEvent } from "../../ipc";
import { replaceDoor } from "../../ipc/door";
import { deskFields, makePost, packOffer, session as sample } from "../../ipc/mock/data";
import { navigation, session } from "../../session";
import { barsOf, remaining } from "./code";
import { DeskPage, readAddress } from "./desk.svelte";
import { picked } from "./picked";
import { Phone } from "./phone.svelte";

const post = makePost("Menu", "Kopi jahe", "2026-11-18T12:00", [["ch-ig", "reminded"]]);
const view = post.deliveries[0];
if (!view) throw new Error("one delivery was made");
const { id } = view.delivery;

let called: { name: string; args: Record<string, unknown> }[];
let refuses: string | null;
let now: number;

beforeEach(() => {
  vi.useFakeTimers();
  [called, refuses, now] = [[], null, 0];
  session.snapshot = structuredClone(sample);
  vi.spyOn(navigation, "instead").mockImplementation(() => undefined);
  replaceDoor({
    invoke: (command, args) => {
      const { name, args: given } = (args["command"] ?? { name: command, args }) as (typeof called)[0];
      called.push({ name, args: given });
      if (refuses) throw { code: refuses, values: {} };
      if (name === "get_desk")
        return Promise.resolve({
          delivery: view,
          composer_url: null,
          fields: deskFields("instagram", "Kopi jahe", ""),
          files: [],
          answers: ["live", "later", "give_up", "drop"],
          later: [],
        });
      if (name === "offer_pack") return Promise.resolve({ ...packOffer, delivery: id });
      return Promise.resolve(view);
    },
    listen: () => Promise.resolve(() => undefined),
    address: (path) => path,
  });
});

async function desk(): Promise<DeskPage> {
  const page = new DeskPage(id);
  await page.load();
  called = [];
  return page;
}

it("offers the answers the core offers, and no others", async () => {
  const page = new DeskPage(id);
  expect(page.takes("live")).toBe(false);
  await page.load();
  expect(page.takes("live") && page.takes("give_up")).toBe(true);
});

it("every answer goes to its own command", async () => {
  const page = await desk();
  await page.markLive("https://a.id/1");
  await page.postpone({ kind: "in_an_hour" });
  await page.giveUp("no_access", "lupa sandi");
  await page.drop();
  expect(called).toEqual([
    { name: "mark_live", args: { delivery: id, url: "https://a.id/1" } },
    { name: "postpone_delivery", args: { delivery: id, to: { kind: "in_an_hour" } } },
    { name: "give_up_delivery", args: { delivery: id, why: "no_access", note: "lupa sandi" } },
    { name: "drop_delivery", args: { delivery: id } },
  ]);
});

it("an address is https or left out", () => {
  expect(readAddress("  ")).toEqual({ url: null, isFine: true });
  expect(readAddress(" https://a.id/1 ")).toEqual({ url: "https://a.id/1", isFine: true });
  for (const bad of ["http://a.id/1", "a.id/1", "javascript:alert(1)", "https://a"])
    expect(readAddress(bad).isFine, bad).toBe(false);
});

it("a time is read as it is typed, and as the field shows it", () => {
  const at = (day: string, time: string) => picked(day, time, "2026-11-18", "Asia/Jakarta");
  expect(at("besok", "19.30").at).toEqual({ wall: "2026-11-19T19:30", zone: "Asia/Jakarta" });
  expect(at("Kam 19 Nov", "7 pm").at?.wall).toBe("2026-11-19T19:00");
  expect(at("halo", "19.30")).toEqual({ day: null, time: "19:30", at: null });
  expect(at("besok", "malam").time).toBeNull();
});

it("a code is shown once it is allowed, and withdrawn when the desk is left", async () => {
  const phone = new Phone(id, () => now);
  const leave = phone.start();
  expect(phone.isAllowed).toBe(false);
  // Wearing new settings needs a page; keeping them is what counts here.
  vi.spyOn(session, "set").mockImplementation((patch) => {
    session.snapshot = { ...sample, settings: { ...sample.settings, ...patch } };
    return Promise.resolve();
  });
  await phone.allow(true);
  expect(phone.isAllowed).toBe(true);
  await phone.open();
  expect(phone.offer?.address).toBe(packOffer.address);
  leave();
  expect(phone.offer).toBeNull();
  expect(called.map((it) => it.name)).toEqual(["offer_pack", "withdraw_pack"]);
});

it("an offer that comes after the desk was left is withdrawn at once", async () => {
  const phone = new Phone(id, () => now);
  const leave = phone.start();
  const opening = phone.open();
  leave();
  await opening;
  expect(phone.offer).toBeNull();
  expect(called.map((it) => it.name)).toEqual(["offer_pack", "withdraw_pack"]);
});

it("the remaining time runs down, and the code goes with it", async () => {
  const phone = new Phone(id, () => now);
  await phone.open();
  now = 61_000;
  vi.advanceTimersByTime(1000);
  expect(phone.left).toBe(539);
  now = 600_000;
  vi.advanceTimersByTime(1000);
  expect([phone.offer, phone.ended]).toEqual([null, "too_late"]);
});

it("a code that was used is gone, another delivery's changes nothing", async () => {
  const heard: ((event: KelolaEvent) => void)[] = [];
  const on = vi.spyOn(session, "on").mockImplementation((hear) => {
    heard.push(hear);
    return () => undefined;
  });
  const phone = new Phone(id, () => now);
  phone.start();
  on.mockRestore();
  await phone.open();
  heard[0]?.({ name: "pack_offer_ended", delivery: "another", how: "fetched" });
  expect(phone.offer).not.toBeNull();
  heard[0]?.({ name: "pack_offer_ended", delivery: id, how: "fetched" });
  expect([phone.offer, phone.ended]).toEqual([null, "fetched"]);
});

it("what the core refuses shows no code", async () => {
  refuses = "phone_pack_off";
  const phone = new Phone(id, () => now);
  await phone.open();
  expect([phone.offer, phone.busy]).toEqual([null, false]);
});

it("every dark square of a code is drawn, and no light one", () => {
  expect(barsOf(["1101", "0000", "0011"])).toBe("M0 0h2v1h-2zM3 0h1v1h-1zM2 2h2v1h-2z");
});

it("the time left is written as on a clock", () => {
  expect([600, 65, 0.2, -3].map((it) => remaining(it, "."))).toEqual(["10.00", "1.05", "0.01", "0.00"]);
});
