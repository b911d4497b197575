/** What the pretend core shows of a picture in a frame: the window's own guess, and weights that grow with the size. */
import { fitFor, place, shown } from "../../lib/crop";
import { CallFailure } from "../failure";
import type { FramesWanted, FrameView, FrameWeight, Placement, PlacementChoice, Profile } from "../types";
import * as data from "./data";
import { assetOf } from "./library";

/** Bytes of a prepared picture for each of its pixels. */
const PER_PIXEL = 0.28;

export function placements(networks: readonly Profile[], used: ReadonlySet<string>): PlacementChoice[] {
  const all = networks.flatMap((profile) =>
    profile.placements.map((it, at) => ({
      network: profile.id,
      placement: it.id,
      width: it.width,
      height: it.height,
      default: at === 0,
      used: used.has(profile.id),
    })),
  );
  return all.sort((a, b) => Number(b.used) - Number(a.used));
}

export function views({ asset, framing, placements }: FramesWanted): FrameView[] {
  const whole = assetOf(asset);
  return placements.map((ref) => {
    const asked = placementOf(ref.network, ref.placement);
    const fit = fitFor(framing, ref.network, ref.placement);
    const it = place(whole, asked, framing.focus, fit);
    const exact = framing.crops.some((crop) => crop.network === ref.network && crop.placement === ref.placement);
    const isLarger = it.picture.width > Math.ceil(it.part.width) || it.picture.height > Math.ceil(it.part.height);
    return {
      ...ref,
      ...it.canvas,
      crop: shown(it),
      fit,
      exact,
      max_bytes: asked.max_bytes,
      findings: isLarger ? [upscaled] : [],
    };
  });
}

export function weights(wanted: FramesWanted): FrameWeight[] {
  return views(wanted).map(({ network, placement, width, height }) => ({
    network,
    placement,
    bytes: Math.round(width * height * PER_PIXEL),
    quality: 85,
    src: `asset/${wanted.asset}`,
    findings: [],
  }));
}

const upscaled: FrameView["findings"][number] = {
  code: "picture_upscaled",
  severity: "warning",
  field: "media",
  start: null,
  end: null,
  part: 0,
  values: {},
  remedy: null,
};

function placementOf(network: string, id: string): Placement {
  const found = data.networks.find((it) => it.id === network)?.placements.find((it) => it.id === id);
  if (!found) throw new CallFailure({ code: "bad_input", values: { what: id } });
  return found;
}
