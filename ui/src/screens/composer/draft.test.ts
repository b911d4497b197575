import { beforeEach, describe, expect, it } from "vitest";
import type { Post, PostDetail } from "../../ipc";
import { replaceDoor } from "../../ipc/door";
import { Draft } from "./draft.svelte";
import { INHERITS_ALL } from "./inherit";

/** A core that keeps one post and refuses a save made on an old revision, as the real one does. */
class Core {
  post: Post = {
    id: "p",
    brand: "b",
    title: "",
    pillar: "",
    notes: "",
    campaign: "",
    tags: [],
    editorial: "draft",
    shared: { text: "awal", title: "", hashtags: "", link: "", first_comment: "", media: [], parts: [] },
    channels: ["ig", "x"],
    planned: null,
    grace_minutes: 60,
    send_whenever: false,
    revision: 1,
    updated_at: "2026-11-18T01:10:00Z",
  };
  variants: PostDetail["variants"] = [];
  saves: string[] = [];
  fails = false;

  detail = (): PostDetail => ({
    post: this.post,
    variants: this.variants,
    assets: [],
    deliveries: [],
    checks: [],
    progress: "unscheduled",
    messages: [],
    metrics: [],
  });

  async answer(name: string, args: Record<string, never>): Promise<Post> {
    this.saves.push(name);
    if (this.fails) throw { code: "data_locked", values: {} };
    const { revision, patch, channel, overrides } = args as Record<string, unknown>;
    if (revision !== this.post.revision) throw { code: "post_changed_elsewhere", values: {} };
    if (name === "save_post") this.post = { ...this.post, ...(patch as Partial<Post>) };
    else this.variants = [{ post: "p", channel: channel as string, overrides: overrides as typeof INHERITS_ALL }];
    this.post = { ...this.post, revision: this.post.revision + 1 };
    return this.post;
  }
}

let core: Core;
let draft: Draft;

beforeEach(() => {
  core = new Core();
  replaceDoor({
    invoke: (_, args) => {
      const { name, args: given } = args["command"] as { name: string; args: Record<string, never> };
      return core.answer(name, given);
    },
    listen: () => Promise.resolve(() => undefined),
    address: (path) => path,
  });
  draft = new Draft(core.detail());
});

describe("a draft", () => {
  it("saves what all share and what one channel has of its own, on following revisions", async () => {
    draft.editShared({ text: "Dua cangkir" });
    draft.editOwn("x", { ...INHERITS_ALL, text: "Dua" });
    expect(await draft.flush()).toBe("saved");
    expect(core.saves).toEqual(["save_post", "save_variant"]);
    expect([core.post.shared.text, core.variants[0]?.overrides.text, core.post.revision]).toEqual([
      "Dua cangkir",
      "Dua",
      3,
    ]);
  });

  it("keeps what is typed on screen while an older answer comes in", async () => {
    draft.editShared({ text: "a" });
    const saving = draft.flush();
    draft.editShared({ text: "ab" });
    await saving;
    expect(draft.shared.text).toBe("ab");
    expect(core.post.shared.text).toBe("ab");
  });

  it("keeps the words when a save fails, and saves them when it can", async () => {
    core.fails = true;
    draft.editShared({ text: "tidak hilang" });
    expect(await draft.flush()).toBe("failed");
    expect([draft.shared.text, draft.failure?.code]).toEqual(["tidak hilang", "data_locked"]);
    core.fails = false;
    expect(await draft.flush()).toBe("saved");
    expect(core.post.shared.text).toBe("tidak hilang");
    draft.stop();
  });

  it("asks when somebody else changed the post; mine is saved over theirs, their other fields stay", async () => {
    core.post = { ...core.post, title: "dari tempat lain", revision: 9 };
    draft.editShared({ text: "punyaku" });
    expect(await draft.flush()).toBe("conflict");
    expect(core.post.shared.text).toBe("awal");
    expect(await draft.keepMine(core.detail())).toBe("saved");
    expect([core.post.shared.text, core.post.title, draft.post.title]).toEqual([
      "punyaku",
      "dari tempat lain",
      "dari tempat lain",
    ]);
  });

  it("keeping mine gives up nothing of theirs that was not changed here, field by field", async () => {
    draft.editShared({ text: "punyaku" });
    draft.editOwn("x", { ...INHERITS_ALL, text: "khusus" });
    core.post = { ...core.post, shared: { ...core.post.shared, hashtags: "#baru", text: "lain" }, revision: 9 };
    core.variants = [{ post: "p", channel: "x", overrides: { ...INHERITS_ALL, link: "https://kopi.id" } }];
    expect(await draft.flush()).toBe("conflict");
    const shown = draft.mergedWith(core.detail());
    expect([shown.post.shared.text, shown.post.shared.hashtags]).toEqual(["punyaku", "#baru"]);
    expect(await draft.keepMine(core.detail())).toBe("saved");
    expect([core.post.shared.text, core.post.shared.hashtags]).toEqual(["punyaku", "#baru"]);
    expect(core.variants[0]?.overrides).toMatchObject({ text: "khusus", link: "https://kopi.id" });
  });

  it("taking theirs shows theirs and saves nothing", async () => {
    core.post = { ...core.post, shared: { ...core.post.shared, text: "punya mereka" }, revision: 9 };
    draft.editShared({ text: "punyaku" });
    await draft.flush();
    const before = core.saves.length;
    expect(await draft.takeTheirs(core.detail())).toBe("saved");
    expect([draft.shared.text, core.saves.length - before]).toEqual(["punya mereka", 0]);
  });

  it("an own version survives a conflict about the shared one", async () => {
    draft.editOwn("x", { ...INHERITS_ALL, text: "khusus" });
    core.post = { ...core.post, revision: 5 };
    await draft.flush();
    expect(await draft.keepMine(core.detail())).toBe("saved");
    expect([core.variants[0]?.overrides.text, draft.ownOf("x").text]).toEqual(["khusus", "khusus"]);
  });

  it("an undo elsewhere shows itself, but never over unsaved words", () => {
    expect(draft.refresh({ ...core.detail(), post: { ...core.post, title: "kembali", revision: 2 } })).toBe(true);
    expect(draft.post.title).toBe("kembali");
    draft.edit({ title: "sedang diketik" });
    expect(draft.refresh(core.detail())).toBe(false);
    expect(draft.post.title).toBe("sedang diketik");
    draft.stop();
  });
});
