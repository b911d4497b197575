import { beforeEach, expect, it, vi } from "vitest";
import { Pasting } from "./pasting";

let took: string[];
let pasting: Pasting;

const clipboard = (files: { type: string; name: string }[], text = "") => {
  const event = { clipboardData: { files, getData: () => text }, preventDefault: vi.fn() };
  return event as unknown as ClipboardEvent;
};
const ctrlV = { key: "v", ctrlKey: true, metaKey: false, altKey: false } as KeyboardEvent;
const picture = { type: "image/png", name: "layar.png" };

beforeEach(() => {
  vi.useFakeTimers();
  took = [];
  pasting = new Pasting({
    files: (files) => took.push(...files.map((it) => it.name)),
    system: () => took.push("system"),
  });
});

it("takes the pictures the web view hands over, and nothing else of them", () => {
  pasting.keydown(ctrlV);
  pasting.paste(clipboard([picture, { type: "text/html", name: "x.html" }]));
  vi.runAllTimers();
  expect(took).toEqual(["layar.png"]);
});

it("looks at the system's clipboard where the web view keeps the picture, or says nothing at all", () => {
  pasting.paste(clipboard([]));
  expect(took).toEqual(["system"]);
  pasting.keydown(ctrlV);
  vi.runAllTimers();
  expect(took).toEqual(["system", "system"]);
});

it("words are what is meant where there are any", () => {
  pasting.keydown(ctrlV);
  pasting.paste(clipboard([picture], "Rp 25.000"));
  vi.runAllTimers();
  expect(took).toEqual([]);
});
