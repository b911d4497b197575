/** An original as a post shows it when it is attached. */
import type { Asset, Attachment } from "../ipc";

/** Attaches an original with its own description and framing; both may be changed in the post from then on. */
export function attached({ id, alt, framing }: Pick<Asset, "id" | "alt" | "framing">): Attachment {
  return { asset: id, alt, ...framing };
}
