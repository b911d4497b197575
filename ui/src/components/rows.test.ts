import { expect, it } from "vitest";
import type { PostPage, PostRow } from "../ipc";
import { PAGE, Rows } from "./rows.svelte";

/** Where the core of this test stops counting. */
const COUNTED = 1000;

const row = (id: string) => ({ id }) as PostRow;

/** A list whose answers come when they are let go. */
class Slow {
  asked: [number, number][] = [];
  private waiting: (() => void)[] = [];
  ids = Array.from({ length: 1000 }, (_, at) => `p${at}`);

  readonly ask = (offset: number, limit: number): Promise<PostPage> => {
    this.asked.push([offset, limit]);
    const rows = this.ids.slice(offset, offset + limit).map(row);
    const answer = { rows, total: this.ids.length, more: false };
    return new Promise((done) => this.waiting.push(() => done(answer)));
  };

  async answer(): Promise<void> {
    const due = this.waiting;
    this.waiting = [];
    for (const done of due) done();
    for (let turn = 0; turn < 8; turn++) await Promise.resolve();
  }
}

it("only the page that is looked at is read", async () => {
  const list = new Slow();
  const rows = new Rows(list.ask);
  void rows.anew();
  await list.answer();
  expect(rows.total).toBe(1000);
  void rows.need(730, 760);
  void rows.need(735, 765);
  await list.answer();
  expect(list.asked).toEqual([
    [0, PAGE],
    [700, PAGE],
  ]);
  expect(rows.at(742)?.id).toBe("p742");
  expect(rows.at(300)).toBeUndefined();
});

it("whoever types fast asks once per answer, and sees the last one", async () => {
  const list = new Slow();
  const rows = new Rows(list.ask);
  for (let letter = 0; letter < 8; letter++) void rows.anew();
  expect(list.asked.length).toBe(1);
  list.ids = ["latest"];
  await list.answer();
  expect(list.asked.length).toBe(2);
  await list.answer();
  expect(list.asked.length).toBe(2);
  expect(rows.total).toBe(1);
  expect(rows.at(0)?.id).toBe("latest");
});

it("a page of an older question does not reach the new list", async () => {
  const list = new Slow();
  const rows = new Rows(list.ask);
  void rows.anew();
  await list.answer();
  void rows.need(500, 520);
  list.ids = ["one", "two"];
  void rows.anew();
  await list.answer();
  expect(rows.total).toBe(2);
  expect(rows.at(0)?.id).toBe("one");
  expect(rows.at(510)).toBeUndefined();
});

it("asked again, the place that is shown stays shown", async () => {
  const list = new Slow();
  const rows = new Rows(list.ask);
  void rows.anew();
  await list.answer();
  void rows.need(450, 470);
  await list.answer();
  list.ids = list.ids.slice(1);
  void rows.again();
  await list.answer();
  expect(rows.total).toBe(999);
  expect(rows.at(450)?.id).toBe("p451");
});

it("a whole list is gathered in large pages, what is known is not read twice", async () => {
  const list = new Slow();
  const rows = new Rows(list.ask);
  void rows.anew();
  await list.answer();
  const all = rows.all(5000);
  for (let step = 0; step < 4; step++) await list.answer();
  expect((await all).map((it) => it.id)).toEqual(list.ids);
  expect(list.asked.slice(1)).toEqual([
    [100, 500],
    [600, 400],
  ]);
});

it("where the core stops counting, the list goes on to its end", async () => {
  const list = new Slow();
  list.ids = Array.from({ length: COUNTED + 150 }, (_, at) => `p${at}`);
  const rows = new Rows((offset, limit) =>
    list.ask(offset, limit).then((it) => ({ ...it, total: COUNTED, more: true })),
  );
  void rows.anew();
  await list.answer();
  expect([rows.total, rows.goesOn]).toEqual([COUNTED, true]);
  for (const at of [COUNTED - 10, COUNTED, COUNTED + 100]) {
    void rows.need(at, at + 1);
    await list.answer();
  }
  expect([rows.total, rows.goesOn]).toEqual([COUNTED + 150, false]);
  void rows.need(300, 320);
  await list.answer();
  expect([rows.total, rows.goesOn]).toEqual([COUNTED + 150, false]);
});

it("of a long way down only the nearest pages are kept", async () => {
  const list = new Slow();
  list.ids = Array.from({ length: 10_000 }, (_, at) => `p${at}`);
  const rows = new Rows(list.ask);
  void rows.anew();
  await list.answer();
  for (let at = 0; at < 10_000; at += PAGE) {
    void rows.need(at, at + 20);
    await list.answer();
  }
  expect(rows.at(9_950)?.id).toBe("p9950");
  expect(rows.at(8_500)?.id).toBe("p8500");
  expect(rows.at(50)).toBeUndefined();
});

it("a failure is kept until an answer comes", async () => {
  let broken = true;
  const rows = new Rows(() =>
    broken ? Promise.reject({ code: "disk_full", values: {} }) : Promise.resolve({ rows: [], total: 0, more: false }),
  );
  await rows.anew();
  expect(rows.failure?.code).toBe("disk_full");
  broken = false;
  await rows.again();
  expect(rows.failure).toBeNull();
  expect(rows.total).toBe(0);
});
