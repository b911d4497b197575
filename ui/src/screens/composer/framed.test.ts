import { describe, expect, it } from "vitest";
import { attached, framingOf, placementsFor } from "./framed";

const focus = { x: 0.5, y: 0.5 };
const crop = { network: "x", placement: "wide", area: { x: 0, y: 0, width: 0.5, height: 0.5 } };

describe("the framing of an attached picture", () => {
  it("fills around the focal point unless somebody said otherwise", () => {
    expect(framingOf({ asset: "a", alt: "", focus })).toEqual({ focus, fit: { how: "fill" }, crops: [] });
  });

  it("comes back as it was kept", () => {
    const framing = { focus, fit: { how: "bars" as const }, crops: [crop] };
    expect(framingOf({ asset: "a", alt: "", ...attached(framing) })).toEqual(framing);
  });

  it("says nothing about crops where there are none, like the core", () => {
    const kept = attached({ focus, fit: { how: "fill" }, crops: [] });
    expect(JSON.stringify(kept)).toBe(JSON.stringify({ focus, fit: { how: "fill" } }));
  });
});

describe("the placements a picture is looked at for", () => {
  const instagram = { network: "instagram", placement: "story", all: ["feed", "story"] };
  const x = { network: "x", placement: "wide", all: ["wide", "square"] };

  it("are those in use on the channels that take part, each once", () => {
    expect(placementsFor([instagram, x, x])).toEqual([
      { network: "instagram", placement: "story" },
      { network: "x", placement: "wide" },
    ]);
  });

  it("are all of the network where one channel stands alone, the one in use first", () => {
    expect(placementsFor([instagram]).map((it) => it.placement)).toEqual(["story", "feed"]);
  });

  it("leave out a network that shows no pictures", () => {
    expect(placementsFor([{ network: "y", placement: undefined, all: [] }, x])).toHaveLength(1);
  });
});
