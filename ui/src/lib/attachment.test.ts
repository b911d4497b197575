import { expect, it } from "vitest";
import type { Framing } from "../ipc";
import { attached } from "./attachment";

it("an original is attached with its own description and framing", () => {
  const crop = { network: "instagram", placement: "feed-square", area: { x: 0, y: 0, width: 0.5, height: 0.5 } };
  const framing: Framing = { focus: { x: 0.2, y: 0.7 }, fit: { how: "bars" }, crops: [crop] };
  expect(attached({ id: "a1", alt: "Dua cangkir", framing })).toEqual({
    asset: "a1",
    alt: "Dua cangkir",
    focus: { x: 0.2, y: 0.7 },
    fit: { how: "bars" },
    crops: [crop],
  });
});
