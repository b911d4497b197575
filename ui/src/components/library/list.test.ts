import { beforeEach, expect, it } from "vitest";
import { replaceDoor } from "../../ipc/door";
import { listAssets } from "./list";

let total: number;
const more = async (query: string) => (await listAssets({ query, offset: 0, limit: 100 })).more;

beforeEach(() => {
  replaceDoor({
    invoke: () => Promise.resolve({ rows: [], total }),
    listen: () => Promise.resolve(() => undefined),
    address: (path) => path,
  });
});

it("where words were looked for, ten thousand may be more", async () => {
  total = 10_000;
  expect([await more("kopi"), await more(" ")]).toEqual([true, false]);
  total = 9_999;
  expect(await more("kopi")).toBe(false);
});
