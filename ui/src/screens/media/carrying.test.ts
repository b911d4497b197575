import { beforeEach, expect, it } from "vitest";
import type { AssetRow } from "../../ipc";
import { Carrier } from "./carrying.svelte";

let dropped: [string[], string][];
let over: string | null;
let carrier: Carrier;

const row = { asset: { id: "a", file_name: "a.jpg" }, posts: 0, removed: false } as AssetRow;
const tile = { getBoundingClientRect: () => ({ left: 0, top: 0, width: 100 }) } as HTMLElement;
const at = (x: number) => ({ button: 0, buttons: 1, isPrimary: true, clientX: x, clientY: 0 }) as PointerEvent;

beforeEach(() => {
  [dropped, over] = [[], null];
  carrier = new Carrier(
    () =>
      new Map([
        ["a", "a.jpg"],
        ["b", "b.jpg"],
      ]),
    (assets, place) => dropped.push([[...assets.keys()], place]),
  );
  carrier.placeAt = () => over;
  carrier.press(at(0), row, tile);
});

it("a hand that trembles carries nothing, and its click is a click", () => {
  carrier.pointer.move(at(5));
  carrier.pointer.up(at(5));
  expect(dropped).toEqual([]);
  expect(carrier.takesClick()).toBe(false);
});

it("the whole selection goes along to the album, and the click that ends it opens nothing", () => {
  carrier.pointer.move(at(40));
  over = "al-menu";
  carrier.pointer.move(at(80));
  expect([carrier.isCarrying, carrier.over, carrier.count, carrier.name]).toEqual([true, "al-menu", 2, "a.jpg"]);
  carrier.pointer.up(at(80));
  expect(dropped).toEqual([[["a", "b"], "al-menu"]]);
  expect([carrier.takesClick(), carrier.takesClick()]).toEqual([true, false]);
});

it("dropped between the albums, everything stays where it was", () => {
  carrier.pointer.move(at(80));
  carrier.pointer.up(at(80));
  expect(dropped).toEqual([]);
  expect(carrier.isCarrying).toBe(false);
});
