import { beforeEach, expect, it, vi } from "vitest";
import type { JobState, KelolaEvent } from "../../ipc";
import { replaceDoor } from "../../ipc/door";
import { session } from "../../session";
import { Jobs } from "./jobs.svelte";

let called: { name: string; args: unknown }[];
let running: JobState[];
let hear: (event: KelolaEvent) => void;
let jobs: Jobs;

const job = (part: Partial<JobState> = {}): JobState => ({
  id: "j",
  kind: "import",
  done: 3,
  total: 10,
  failed: 0,
  finished: false,
  ...part,
});
const tell = (part: Partial<JobState> = {}) => hear({ name: "job", ...job(part) });
const settled = () => new Promise((done) => setTimeout(done, 0));

beforeEach(() => {
  [called, running] = [[], []];
  replaceDoor({
    invoke: async (_, args) => {
      const command = args["command"] as { name: string; args: unknown };
      called.push(command);
      return command.name === "list_jobs" ? running : {};
    },
    listen: () => Promise.resolve(() => undefined),
    address: (path) => path,
  });
  vi.spyOn(session, "on").mockImplementation((heard) => {
    hear = heard;
    return () => true;
  });
  jobs = new Jobs();
});

it("a window that comes late sees what runs, not what is over", async () => {
  running = [job({ id: "a", kind: "batch" }), job({ id: "b", finished: true })];
  jobs.start();
  await settled();
  expect([...jobs.all.keys()]).toEqual(["a"]);
  expect(jobs.all.get("a")?.done).toBe(3);
});

it("what was told meanwhile is newer than what was asked", async () => {
  running = [job({ done: 1 })];
  jobs.start();
  tell({ done: 7 });
  await settled();
  expect(jobs.all.get("j")?.done).toBe(7);
});

it("a finished job is gone", () => {
  jobs.start();
  tell();
  tell({ done: 10, finished: true });
  expect(jobs.all.size).toBe(0);
});

it("ending one asks the core, once it is told so", async () => {
  jobs.start();
  tell();
  await jobs.cancel("j");
  expect(called.at(-1)).toEqual({ name: "cancel_job", args: { id: "j" } });
  expect(jobs.isEnding("j")).toBe(true);
});
