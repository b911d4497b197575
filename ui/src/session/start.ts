/** How long starting took, told to the log: when the first screen stood there, and when it first answered a key. */
import { markStart } from "../ipc";

let told = false;

/** A screen says that it shows what it was opened for. Only the first time after a start counts. */
export function shown(screen: string): void {
  if (told) return;
  told = true;
  afterPaint(() => void markStart("painted", screen));
  addEventListener("keydown", () => afterPaint(() => void markStart("answered", screen)), { once: true });
}

/** Goes on when what the page holds now has been drawn: the first frame draws it, the second comes after. */
function afterPaint(act: () => void): void {
  requestAnimationFrame(() => requestAnimationFrame(act));
}
