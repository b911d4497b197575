/** What became of a text, word by word. */
import { diffWordsWithSpace } from "diff";

export interface Piece {
  what: "same" | "added" | "removed";
  text: string;
}

/** Longer than this, in milliseconds, nobody waits: then the one text is shown for the other. */
const PATIENCE = 150;
/** Of a long stretch that stayed, so many letters are shown at each end. */
const AROUND = 40;

/** What was taken out and what was put in, in order. */
export function difference(before: string, after: string): Piece[] {
  const found = diffWordsWithSpace(before, after, { timeout: PATIENCE });
  const pieces: Piece[] = found
    ? found.map(({ value, added, removed }) => ({ what: added ? "added" : removed ? "removed" : "same", text: value }))
    : [
        { what: "removed", text: before },
        { what: "added", text: after },
      ];
  return pieces.filter((it) => it.text !== "");
}

/** The same with long stretches that stayed cut to what stands beside a change. */
export function shortened(pieces: readonly Piece[]): Piece[] {
  return pieces.map((piece, at) => {
    if (piece.what !== "same") return piece;
    const letters = [...piece.text];
    const head = at === 0 ? 0 : AROUND;
    const tail = at === pieces.length - 1 ? 0 : AROUND;
    if (letters.length <= head + tail + 10) return piece;
    return { ...piece, text: `${letters.slice(0, head).join("")}…${tail ? letters.slice(-tail).join("") : ""}` };
  });
}
