import { expect, it } from "vitest";
import type { Post } from "../../../ipc";
import { INHERITS_ALL } from "../inherit";
import { differences } from "./differences";

const shared = { text: "Halo", title: "", hashtags: "", link: "", first_comment: "", media: [], parts: [] };
const post = {
  title: "Judul",
  notes: "",
  pillar: "",
  campaign: "",
  tags: [],
  channels: ["x"],
  editorial: "draft",
  shared,
};
const version = (part: object, own = {}) => ({ post: { ...post, ...part } as unknown as Post, own });
const names = { picture: (asset: string) => `${asset}.jpg`, channel: (id: string) => id.toUpperCase() };

it("two versions differ only where they say something else", () => {
  const mine = version({ shared: { ...shared, text: "Halo semua" }, channels: ["x", "bs"] });
  const theirs = version({ title: "Judul baru", updated_at: "later" }, { x: INHERITS_ALL });
  expect(differences(mine, theirs, names)).toEqual([
    { field: "title", channel: null, mine: "Judul", theirs: "Judul baru" },
    { field: "channels", channel: null, mine: "X, BS", theirs: "X" },
    { field: "text", channel: null, mine: "Halo semua", theirs: "Halo" },
  ]);
});

it("a channel's own time stands against the shared one", () => {
  const planned = { wall: "2026-12-03T08:00", zone: "Asia/Jakarta" };
  const [found] = differences(version({}, { x: { ...INHERITS_ALL, planned } }), version({}), names);
  expect(found).toMatchObject({ field: "planned", channel: "x", theirs: null });
  expect(found?.mine).toContain("08.00");
});

it("a channel's own words stand against those it followed, pictures by their names", () => {
  const picture = { asset: "latte", alt: "Kopi", focus: { x: 0.5, y: 0.5 } };
  const mine = version({ shared: { ...shared, media: [picture] } }, { x: { ...INHERITS_ALL, title: "Khusus" } });
  expect(differences(mine, version({}), names)).toEqual([
    { field: "media", channel: null, mine: "latte.jpg: Kopi", theirs: "" },
    { field: "headline", channel: "x", mine: "Khusus", theirs: null },
  ]);
});
