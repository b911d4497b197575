import { beforeEach, expect, it } from "vitest";
import { replaceDoor } from "../../ipc/door";
import { notices } from "../../session";
import { Batch } from "./batch.svelte";

const place = (network: string, placement: string, usual: boolean, used: boolean) => ({
  network,
  placement,
  width: 1080,
  height: 1350,
  default: usual,
  used,
});
let sent: unknown[];
let reply: unknown;
let batch: Batch;

beforeEach(async () => {
  [sent, reply] = [[], null];
  replaceDoor({
    invoke: async (command, args) => {
      if (command === "call")
        return [
          place("pinterest", "pin", true, false),
          place("instagram", "feed-portrait", true, true),
          place("instagram", "story", false, true),
        ];
      sent.push(args["batch"]);
      return reply;
    },
    listen: () => Promise.resolve(() => undefined),
    address: (path) => path,
  });
  batch = new Batch();
  await batch.open();
});

it("begins with the usual placement of what the brand uses, which stands first", () => {
  expect(batch.networks.map((it) => it.network)).toEqual(["instagram", "pinterest"]);
  expect(batch.count).toBe(1);
  expect(batch.isChosen({ network: "instagram", placement: "feed-portrait" })).toBe(true);
});

it("prepares what was selected for what was chosen, and names what failed", async () => {
  reply = {
    written: 1,
    failed: [{ asset: "b", failure: { code: "disk_full", values: {} } }],
    cancelled: false,
    folder: "/siap",
  };
  batch.flip({ network: "pinterest", placement: "pin" });
  await batch.prepare(
    new Map([
      ["a", "a.jpg"],
      ["b", "b.jpg"],
    ]),
  );
  expect(sent).toMatchObject([
    {
      assets: ["a", "b"],
      placements: [
        { network: "pinterest", placement: "pin" },
        { network: "instagram", placement: "feed-portrait" },
      ],
    },
  ]);
  expect(batch.result?.written).toBe(1);
  expect(batch.failed.map((it) => it.name)).toEqual(["b.jpg"]);
  expect(batch.job).toBeNull();
});

it("whoever turns back at the folder has prepared nothing", async () => {
  await batch.prepare(new Map([["a", "a.jpg"]]));
  expect([batch.result, batch.job]).toEqual([null, null]);
});

it("what was prepared behind a closed panel is said by itself", async () => {
  reply = { written: 3, failed: [], cancelled: true, folder: "/siap" };
  const done = batch.prepare(new Map([["a", "a.jpg"]]));
  batch.close();
  await done;
  expect(notices.shown?.text).toBe("Dihentikan. 3 berkas sudah ditulis ke /siap");
});

it("nothing chosen, nothing asked", async () => {
  batch.flip({ network: "instagram", placement: "feed-portrait" });
  await batch.prepare(new Map([["a", "a.jpg"]]));
  expect(sent).toEqual([]);
});
