/** How an original is framed, in sentences. */
import type { Framing } from "../../ipc";
import { t } from "./messages";

export function framingWords({ focus, fit, crops }: Framing): string[] {
  const share = (value: number) => Math.round(value * 100);
  const how = fit?.how === "bars" ? t.framingBars : fit?.how === "part" ? t.framingPart : t.framingFill;
  return [
    how,
    t.framingFocus(share(focus.x), share(focus.y)),
    ...(crops?.length ? [t.framingCrops(crops.length)] : []),
  ];
}
