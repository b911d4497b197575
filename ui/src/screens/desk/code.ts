/** Draws a QR code's rows as one path: every run of dark squares in a row is one bar. */
export function barsOf(rows: readonly string[]): string {
  const bars: string[] = [];
  rows.forEach((row, y) => {
    for (const { index, 0: run } of row.matchAll(/1+/g)) bars.push(`M${index} ${y}h${run.length}v1h-${run.length}z`);
  });
  return bars.join("");
}

/** 9.05 · 9:05 from seconds. */
export function remaining(seconds: number, between: string): string {
  const left = Math.max(0, Math.ceil(seconds));
  return `${Math.floor(left / 60)}${between}${String(left % 60).padStart(2, "0")}`;
}
