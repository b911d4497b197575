import { beforeEach, expect, it, vi } from "vitest";
import type { Args, Asset } from "../../ipc";
import { replaceDoor } from "../../ipc/door";
import { notices } from "../../session";
import { Detail } from "./detail.svelte";

let saved: Args<"save_asset">[];
let kept: Record<string, unknown>;
let broken: boolean;
let detail: Detail;
let stop: () => void;

beforeEach(async () => {
  vi.useFakeTimers();
  [saved, broken] = [[], false];
  kept = { id: "a", file_name: "a.jpg", alt: "", credit: "", licence: "", stars: 0, tags: [] };
  replaceDoor({
    invoke: async (_, args) => {
      const { name, args: given } = args["command"] as { name: string; args: unknown };
      if (name === "get_asset") return kept;
      if (name === "asset_uses") return [{ post: "p1", title: "Senja", progress: "done", replaceable: false }];
      if (name === "find_alike") return [];
      if (name === "replace_asset")
        return { done: 2, refused: [{ post: "p1", failure: { code: "delivery_fixed", values: {} } }] };
      if (broken) throw { code: "disk_full", values: {} };
      saved.push(given as Args<"save_asset">);
      kept = { ...kept, ...(given as Args<"save_asset">).patch };
      return kept;
    },
    listen: () => Promise.resolve(() => undefined),
    address: (path) => path,
  });
  notices.close();
  detail = new Detail("a");
  stop = detail.start();
  await vi.advanceTimersByTimeAsync(200);
});

it("shows at once what the grid knew of it", () => {
  const known = new Detail("a", { ...kept, alt: "Teras" } as unknown as Asset);
  expect(known.asset?.alt).toBe("Teras");
});

it("whoever goes on at once asks for no uses", async () => {
  const passed = new Detail("a");
  passed.start()();
  await vi.advanceTimersByTimeAsync(1000);
  expect([passed.uses, passed.alike]).toEqual([null, null]);
});

it("what is typed is saved after a pause, together, and says so", async () => {
  detail.edit({ alt: "Dua" });
  detail.edit({ alt: "Dua cangkir" });
  detail.edit({ stars: 4 });
  expect(detail.state).toBe("pending");
  await vi.advanceTimersByTimeAsync(400);
  expect(saved).toEqual([{ id: "a", patch: { alt: "Dua cangkir", stars: 4 } }]);
  expect(detail.state).toBe("saved");
  expect(detail.savedAt).toBeInstanceOf(Date);
});

it("going away saves what is left", async () => {
  detail.edit({ credit: "Foto: Rina" });
  stop();
  await vi.advanceTimersByTimeAsync(0);
  expect(saved).toEqual([{ id: "a", patch: { credit: "Foto: Rina" } }]);
});

it("a save that fails is tried again with what was written meanwhile", async () => {
  broken = true;
  detail.edit({ alt: "satu" });
  await vi.advanceTimersByTimeAsync(300);
  expect(detail.state).toBe("failed");
  expect(detail.saveFailure?.code).toBe("disk_full");
  broken = false;
  detail.edit({ licence: "CC0" });
  await vi.advanceTimersByTimeAsync(3000);
  expect(saved).toEqual([{ id: "a", patch: { alt: "satu", licence: "CC0" } }]);
  expect(detail.state).toBe("saved");
});

it("news about the original leaves what is being typed alone", async () => {
  detail.edit({ alt: "baru" });
  kept = { ...kept, alt: "lain", stars: 5 };
  await detail.load();
  expect(detail.asset).toMatchObject({ alt: "baru", stars: 5 });
});

it("blanks that the core tidies away do not jump while somebody types on", async () => {
  detail.edit({ credit: "Foto: " });
  await vi.advanceTimersByTimeAsync(400);
  kept = { ...kept, credit: "Foto:" };
  await detail.load();
  expect(detail.asset?.credit).toBe("Foto: ");
  kept = { ...kept, credit: "Foto: Bayu" };
  await detail.load();
  expect(detail.asset?.credit).toBe("Foto: Bayu");
});

it("a file keeps its name until another is written", async () => {
  detail.rename("b");
  detail.rename(" ");
  expect(detail.isNameless).toBe(true);
  await vi.advanceTimersByTimeAsync(400);
  expect(saved).toEqual([]);
  detail.keepName();
  await vi.advanceTimersByTimeAsync(0);
  expect(detail.asset?.file_name).toBe("a.jpg");
  detail.rename("teras.jpg");
  await vi.advanceTimersByTimeAsync(400);
  expect(saved).toEqual([{ id: "a", patch: { file_name: "teras.jpg" } }]);
});

it("a replacement names the posts that keep the old picture", async () => {
  expect(await detail.replaceWith("b")).toBe(true);
  expect(notices.shown?.text).toBe("Gambar diganti di 2 kiriman.");
  expect(detail.refused).toMatchObject([{ post: "p1", title: "Senja" }]);
  expect(detail.refused[0]?.why).not.toContain("delivery_fixed");
});
