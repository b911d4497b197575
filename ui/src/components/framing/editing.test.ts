import { beforeEach, describe, expect, it, vi } from "vitest";
import { language } from "../../i18n";
import type { Framing, FramesWanted, PlacementChoice } from "../../ipc";
import { replaceDoor } from "../../ipc/door";
import { Editing, type Given } from "./editing.svelte";

const choice = (network: string, placement: string, width: number, height: number): PlacementChoice => ({
  network,
  placement,
  width,
  height,
  default: true,
  used: network !== "pinterest",
});
const choices = [
  choice("instagram", "feed", 1080, 1350),
  choice("instagram", "story", 1080, 1920),
  choice("bluesky", "picture", 2000, 2000),
  choice("facebook", "portrait", 1080, 1350),
  choice("pinterest", "pin", 1000, 1500),
];

const asset = { id: "a", width: 4000, height: 3000, bytes: 3_400_000 } as Given["asset"];
let framing: Framing;
let asked: { name: string; args: FramesWanted }[];
let locked: boolean;
/** Whether weighing fails, and what holds an answer back. */
let refuses: boolean;

function answer(name: string, args: FramesWanted): unknown {
  if (name === "brand_placements") return choices;
  asked.push({ name, args });
  if (name === "frame_views")
    return args.placements.map((it) => ({ ...it, width: 1, height: 1, crop: { x: 1, y: 2, width: 3, height: 4 } }));
  if (refuses) throw { code: "file_unreadable", values: {} };
  return args.placements.map((it) => ({ ...it, bytes: 400_000, quality: 85, src: "rendition/x", findings: [] }));
}

async function opened(placements?: Given["placements"]): Promise<Editing> {
  const editing = new Editing(() => ({
    asset,
    framing,
    placements,
    channel: null,
    locked,
    onchange: (next) => (framing = next),
    nameOf: (network) => network,
    isExact: ({ network }) => network !== "bluesky",
  }));
  await editing.frames.load();
  return editing;
}

beforeEach(() => {
  vi.useFakeTimers();
  language.speak("id");
  framing = { focus: { x: 0.5, y: 0.5 }, fit: { how: "fill" }, crops: [] };
  asked = [];
  locked = refuses = false;
  replaceDoor({
    invoke: async (_, args) => {
      const { name, args: given } = args["command"] as { name: string; args: FramesWanted };
      return answer(name, given);
    },
    listen: () => Promise.resolve(() => undefined),
    address: (path) => path,
  });
});

describe("what is on show", () => {
  it("begins with the placement in use, and guesses until the core has answered", async () => {
    const editing = await opened([{ network: "instagram", placement: "story" }]);
    expect(editing.chosen?.placement).toBe("story");
    expect(editing.frame).toEqual({ x: 1156.25, y: 0, width: 1687.5, height: 3000 });
    editing.frames.look(editing.looking);
    await vi.runAllTimersAsync();
    expect(editing.sheet?.crop).toEqual({ x: 1, y: 2, width: 3, height: 4 });
  });

  it("goes on to the next, past the last to the first", async () => {
    const editing = await opened();
    for (let i = 0; i < 4; i++) editing.step(1);
    expect(editing.chosen?.placement).toBe("feed");
    editing.isOpen = true;
    editing.step(-1);
    expect(editing.chosen?.placement).toBe("pin");
  });

  it("is told aloud with its frame", async () => {
    const editing = await opened();
    editing.say();
    expect(editing.said).toBe(
      "instagram 4:5: 20 persen dari kiri, 0 persen dari atas, lebar 60 persen, tinggi 100 persen",
    );
  });
});

describe("what a person does", () => {
  it("gives a placement a frame of its own, and the others none", async () => {
    const editing = await opened();
    editing.setFrame({ x: 400, y: 0, width: 2400, height: 3000 });
    expect(framing.crops).toEqual([
      { network: "instagram", placement: "feed", area: { x: 0.1, y: 0, width: 0.6, height: 1 } },
    ]);
    expect(editing.mode).toBe("exact");
    editing.setMode("follow");
    expect(framing.crops).toEqual([]);
  });

  it("draws what a hand holds, and keeps nothing of it when it lets go", async () => {
    const editing = await opened();
    editing.hold({ x: 400, y: 0, width: 2400, height: 3000 });
    expect(editing.frame?.x).toBeCloseTo(400);
    expect(framing.crops).toEqual([]);
    editing.hold(null);
    expect(editing.frame?.x).toBe(800);
  });

  it("begins a frame of its own at what follows the point, not at the bars", async () => {
    const editing = await opened();
    editing.setMode("bars");
    expect(framing.fit).toEqual({ how: "bars" });
    expect(editing.frame).toEqual({ x: 0, y: 0, width: 4000, height: 3000 });
    editing.setMode("exact");
    expect(framing.crops[0]?.area).toEqual({ x: 0.2, y: 0, width: 0.6, height: 1 });
  });

  it("leaves bars to the others when a placement of any shape is whole again", async () => {
    const editing = await opened();
    editing.setMode("bars");
    editing.choose({ network: "bluesky", placement: "picture" });
    expect(editing.mode).toBe("follow");
    editing.setFrame({ x: 0, y: 0, width: 1000, height: 1000 });
    editing.setMode("follow");
    expect(framing).toMatchObject({ fit: { how: "bars" }, crops: [] });
  });

  it("gives a frame to every placement of the same ratio", async () => {
    const editing = await opened();
    editing.zoom(true);
    editing.useForAlike();
    expect(framing.crops.map((it) => it.network)).toEqual(["instagram", "facebook"]);
    expect(framing.crops[0]?.area).toEqual(framing.crops[1]?.area);
  });

  it("changes nothing that is locked", async () => {
    locked = true;
    const editing = await opened();
    editing.zoom(true);
    editing.setMode("bars");
    editing.setFocus({ x: 0, y: 0 });
    expect(framing).toEqual({ focus: { x: 0.5, y: 0.5 }, fit: { how: "fill" }, crops: [] });
  });
});

describe("weighing", () => {
  const weighed = () => asked.filter((it) => it.name === "weigh_frames").length;

  it("waits for a pause, and is done once for the same frame", async () => {
    const editing = await opened();
    for (let i = 0; i < 5; i++) {
      editing.zoom(true);
      editing.frames.weigh(editing.weighing);
      await vi.advanceTimersByTimeAsync(200);
    }
    expect(weighed()).toBe(0);
    expect(editing.isStale).toBe(true);
    await vi.advanceTimersByTimeAsync(600);
    expect(weighed()).toBe(1);
    expect(editing.isStale).toBe(false);
    editing.frames.weigh(editing.weighing);
    await vi.runAllTimersAsync();
    expect(weighed()).toBe(1);
  });

  it("is for those the brand uses; a folded one is not made for nothing", async () => {
    const editing = await opened();
    expect(editing.weighing.placements.map((it) => it.network)).not.toContain("pinterest");
    editing.isOpen = true;
    editing.choose({ network: "pinterest", placement: "pin" });
    expect(editing.weighing.placements.map((it) => it.network)).toContain("pinterest");
  });

  it("says why it could not, and can be asked again", async () => {
    const editing = await opened();
    refuses = true;
    editing.frames.weigh(editing.weighing);
    await vi.runAllTimersAsync();
    expect(editing.frames.unweighed?.code).toBe("file_unreadable");
    refuses = false;
    editing.frames.weigh(editing.weighing);
    await vi.runAllTimersAsync();
    expect(editing.frames.unweighed).toBeNull();
    expect(editing.isStale).toBe(false);
  });

  it("stops with the editor", async () => {
    const editing = await opened();
    editing.frames.weigh(editing.weighing);
    editing.frames.stop();
    await vi.runAllTimersAsync();
    expect(weighed()).toBe(0);
  });
});
