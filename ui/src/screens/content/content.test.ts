import { beforeEach, describe, expect, it } from "vitest";
import type { Args, Editorial, PostRow } from "../../ipc";
import { replaceDoor } from "../../ipc/door";
import { carryTo } from "../../lib/carry";
import { notices } from "../../session";
import { Board } from "./board.svelte";
import { Content } from "./content.svelte";
import { UNFILTERED } from "./filters";

let kept: { id: string; editorial: Editorial }[];
let asked: Args<"list_posts">[];
let changed: Args<"change_posts">[];
let refused: string[];
let content: Content;

function row({ id, editorial }: { id: string; editorial: Editorial }): PostRow {
  return { id, title: `Judul ${id}`, editorial, deliveries: [] as PostRow["deliveries"] } as PostRow;
}

function answer(name: string, args: unknown): unknown {
  if (name === "list_labels") return { pillars: [], campaigns: [], tags: [{ name: "promo", posts: 2 }] };
  if (name === "change_posts") {
    const given = args as Args<"change_posts">;
    changed.push(given);
    const no = given.ids.filter((it) => refused.includes(it));
    return {
      done: given.ids.length - no.length,
      refused: no.map((id) => ({ id, failure: { code: "delivery_fixed", values: {} } })),
    };
  }
  const given = args as Args<"list_posts">;
  asked.push(given);
  const found = kept.filter((it) => !given.editorial?.length || given.editorial.includes(it.editorial));
  return { rows: found.slice(given.offset, given.offset + given.limit).map(row), total: found.length, more: false };
}

const settled = () => new Promise((done) => setTimeout(done, 0));
const selected = () => [...content.selection.names.keys()];
const at = (index: number): PostRow => content.rows.at(index) ?? row({ id: "none", editorial: "idea" });

beforeEach(async () => {
  kept = Array.from({ length: 1200 }, (_, n) => ({ id: `p${n}`, editorial: n % 2 ? "draft" : "idea" }));
  [asked, changed, refused] = [[], [], []];
  replaceDoor({
    invoke: async (_, args) => {
      const { name, args: given } = args["command"] as { name: string; args: unknown };
      return answer(name, given);
    },
    listen: () => Promise.resolve(() => undefined),
    address: (path) => path,
  });
  notices.close();
  content = new Content();
  await content.open();
});

describe("the list of posts", () => {
  it("another filter asks anew and lets the selection go", async () => {
    content.flip(at(3), 3);
    content.toggle("tags", "promo");
    await settled();
    expect(asked.at(-1)).toMatchObject({ tags: ["promo"], offset: 0, in_trash: false });
    expect(content.selected).toBe(0);
    expect(content.params).toEqual({ tags: "promo" });
  });

  it("Shift selects rows that were never looked at", async () => {
    content.flip(at(2), 2);
    await content.extendTo(450);
    expect(selected().length).toBe(449);
    expect(selected().at(-1)).toBe("p450");
  });

  it("everything found is selected, not only what is shown", async () => {
    await content.selectAll();
    expect(content.selected).toBe(1200);
  });

  it("what was asked before the filter changed does not become the selection", async () => {
    const all = content.selectAll();
    content.filter({ ...UNFILTERED, query: "kopi" });
    await all;
    expect(content.selected).toBe(0);
  });

  it("the trash is asked for as such", async () => {
    content.show("trash");
    await settled();
    expect(asked.at(-1)?.in_trash).toBe(true);
  });
});

describe("a change to many", () => {
  it("is one step that can be taken back, and names what was refused", async () => {
    refused = ["p1"];
    for (const n of [0, 1, 2]) content.flip(at(n), n);
    await content.bulk.change(content.subjects(), { act: "move_days", days: 3 });
    expect(changed).toEqual([{ ids: ["p0", "p1", "p2"], change: { act: "move_days", days: 3 } }]);
    expect(notices.shown?.text).toBe("2 kiriman digeser 3 hari ke depan.");
    expect(notices.shown?.action?.keys).toBe("Ctrl Z");
    expect(content.bulk.refused).toMatchObject([{ id: "p1", name: "Judul p1", failure: { code: "delivery_fixed" } }]);
  });

  it("says nothing was done where nothing was", async () => {
    refused = ["p0"];
    content.flip(at(0), 0);
    expect(await content.bulk.change(content.subjects(), { act: "remove" })).toBe(false);
    expect(notices.shown).toBeNull();
    expect(content.bulk.refused.length).toBe(1);
  });

  it("of one post calls it by its name", async () => {
    await content.bulk.change(content.subjects(at(5)), { act: "remove" });
    expect(notices.shown?.text).toBe("“Judul p5” dipindah ke Sampah.");
  });

  it("asked of a post outside the selection is for that post alone", () => {
    content.flip(at(1), 1);
    expect([...content.subjects(at(7)).keys()]).toEqual(["p7"]);
    expect([...content.subjects(at(1)).keys()]).toEqual(["p1"]);
  });
});

describe("the board", () => {
  let moved: string[];
  let board: Board;
  beforeEach(async () => {
    moved = [];
    board = new Board(content, {
      open: (it) => moved.push(`open ${it.id}`),
      moveTo: (it, to) => moved.push(`${it.id} to ${to}`),
    });
    await board.anew();
  });

  it("each column asks for its own state", () => {
    expect(asked.slice(-4).map((it) => it.editorial)).toEqual([["idea"], ["draft"], ["ready"], ["archived"]]);
    expect(board.columns.draft.total).toBe(600);
    expect(board.columns.ready.total).toBe(0);
  });

  it("keys lift a card, carry it and drop it", () => {
    board.row = 1;
    expect(board.lift()?.id).toBe("p2");
    board.carryBy(1);
    expect(board.carryBy(1)).toBe("ready");
    board.putDown();
    expect(moved).toEqual(["p2 to ready"]);
    expect(board.carry.kind).toBe("idle");
  });

  it("a card brought back, or let go with Esc, stays", () => {
    board.lift();
    board.carryBy(1);
    board.carryBy(-1);
    board.putDown();
    board.lift();
    board.carryBy(1);
    board.cancel();
    expect(moved).toEqual([]);
  });

  it("a click opens, a drop between the columns does nothing", () => {
    board.ended({ act: "open", id: "p3" });
    board.lift();
    board.carry = carryTo(board.carry, "idea");
    board.putDown();
    expect(moved).toEqual(["open p3"]);
  });

  it("only the columns the filter leaves are shown", () => {
    content.toggle("editorial", "archived");
    expect(board.shown).toEqual(["archived"]);
    expect(board.isFolded("archived")).toBe(false);
  });
});
