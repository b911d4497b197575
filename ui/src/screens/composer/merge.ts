/** Bringing two hands together: what was changed here stays, everything else becomes what it is there. */

/** Field by field: mine where it differs from what both began with, else theirs. */
export function merged<T extends object>(began: T, mine: T, theirs: T): T {
  const result = { ...theirs };
  for (const key of Object.keys(mine) as (keyof T)[]) {
    if (!isSame(began[key], mine[key])) result[key] = mine[key];
  }
  return result;
}

/** Whether two values say the same. */
export function isSame(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one ?? null) === JSON.stringify(other ?? null);
}
