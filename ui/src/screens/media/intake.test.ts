import { beforeEach, expect, it } from "vitest";
import type { Imported } from "../../ipc";
import { replaceDoor } from "../../ipc/door";
import { Intake } from "./intake.svelte";

let reply: Partial<Imported>;
let took: Imported[];
let intake: Intake;

beforeEach(() => {
  [reply, took] = [{ assets: [], failures: [] }, []];
  replaceDoor({
    invoke: async () => reply,
    listen: () => Promise.resolve(() => undefined),
    address: (path) => path,
  });
  intake = new Intake(async (it) => void took.push(it));
});

it("says what came of the files, refused ones included", async () => {
  reply = {
    assets: [],
    failures: [{ file_name: "x.txt", failure: { code: "disk_full", values: {} } }],
    known: [],
    alike: [],
  };
  await intake.add();
  expect(intake.came?.failures[0]?.file_name).toBe("x.txt");
  expect(took.length).toBe(1);
  intake.forget();
  expect(intake.came).toBeNull();
});

it("whoever turns back at the files is told nothing", async () => {
  await intake.add();
  expect([intake.came, took]).toEqual([null, []]);
  expect(intake.busy).toBe(false);
});
