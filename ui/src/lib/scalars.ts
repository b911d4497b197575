/** Places in a text: the core counts Unicode scalar values, a string in the window counts UTF-16 units. */

/** Turns places of the core into places of an editor, whose lines end in one sign whatever the text has. */
export function placesIn(text: string): (scalar: number) => number {
  // Letters of two units, and line ends of two signs, are rare: without them both count alike.
  if (!/[\ud800-\udbff]|\r\n/.test(text)) return (scalar) => Math.min(Math.max(0, scalar), text.length);
  const places: number[] = [];
  let at = 0;
  let last = "";
  for (const letter of text) {
    if (last === "\r" && letter === "\n") at -= 1;
    places.push(at);
    at += letter.length;
    last = letter;
  }
  places.push(at);
  return (scalar) => places[Math.min(Math.max(0, scalar), places.length - 1)] ?? 0;
}
