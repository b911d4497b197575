/** How many pictures stand in each row of a grid: rows of three, and of two where three do not come out even. */
export function rowsOf(count: number): number[] {
  if (count <= 1) return count === 1 ? [1] : [];
  const pairs = (3 - (count % 3)) % 3;
  return [...Array<number>(pairs).fill(2), ...Array<number>((count - pairs * 2) / 3).fill(3)];
}
