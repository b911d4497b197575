import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Overrides, Post } from "../ipc";
import { replaceDoor } from "../ipc/door";
import { drafts, holdsNothing } from "./drafts";

const shared = { text: "", title: "", hashtags: "", link: "", first_comment: "", media: [], parts: [] };
const inherits: Overrides = {
  text: null,
  title: null,
  hashtags: null,
  link: null,
  first_comment: null,
  media: null,
  parts: null,
  placement: null,
  kind: null,
  planned: null,
};
const post: Post = {
  id: "p",
  brand: "b",
  title: "",
  pillar: "",
  notes: "",
  campaign: "",
  tags: [],
  editorial: "draft",
  shared,
  channels: ["x"],
  planned: null,
  grace_minutes: 60,
  send_whenever: false,
  revision: 0,
  updated_at: "2026-11-18T01:10:00Z",
};
let called: string[];
let made: Post;

beforeEach(() => {
  called = [];
  replaceDoor({
    invoke: (_, args) => {
      const { name, args: given } = args["command"] as { name: string; args: { id: string } };
      called.push(`${name} ${given.id ?? ""}`.trim());
      return Promise.resolve({ post: made });
    },
    listen: () => Promise.resolve(() => undefined),
    address: (path) => path,
  });
  vi.stubGlobal("location", { hash: "" });
});

async function begin(id: string, planned: Post["planned"] = null): Promise<Post> {
  made = { ...post, id, planned };
  await drafts.write();
  called = [];
  return made;
}

describe("drafts", () => {
  it("takes away what was begun here and never written", async () => {
    const begun = await begin("new");
    expect(location.hash).toBe("#/composer?id=new");
    await drafts.leave(begun, { x: inherits });
    expect(called).toEqual(["remove_post new"]);
    expect(drafts.wasEmptied("new")).toBe(true);
  });

  it("leaves alone what was begun elsewhere", async () => {
    await drafts.leave({ ...post, id: "other" }, {});
    expect(called).toEqual([]);
  });

  it("keeps whatever holds a word, a note, a version or a time somebody chose", async () => {
    const begun = await begin("kept", { wall: "2026-11-20T19:00", zone: "Asia/Jakarta" });
    await drafts.leave({ ...begun, title: "Senja" }, {});
    await drafts.leave({ ...begun, notes: "foto Rabu" }, {});
    await drafts.leave({ ...begun, shared: { ...shared, hashtags: "#kopi" } }, {});
    await drafts.leave(begun, { x: { ...inherits, text: "" } });
    await drafts.leave({ ...begun, planned: { wall: "2026-11-20T08:00", zone: "Asia/Jakarta" } }, {});
    expect(called).toEqual([]);
    await drafts.leave(begun, {});
    expect(called).toEqual(["remove_post kept"]);
  });

  it("spaces are nothing", () => {
    expect(holdsNothing({ ...post, shared: { ...shared, text: " \n" } }, {})).toBe(true);
    expect(holdsNothing({ ...post, campaign: "Ramadan" }, {})).toBe(false);
    expect(holdsNothing({ ...post, tags: ["promo"] }, {})).toBe(false);
  });
});
