/** Drawn stand-ins for the pictures the core would serve. */
const drawings: Record<string, string> = {
  latte:
    '<rect width="100" height="100" fill="rgb(217,196,169)"/><rect y="62" width="100" height="38" fill="rgb(181,142,105)"/><circle cx="50" cy="52" r="34" fill="rgb(244,236,225)"/><circle cx="50" cy="52" r="26" fill="rgb(138,90,54)"/>',
  senja:
    '<rect width="100" height="100" fill="rgb(241,167,99)"/><rect width="100" height="34" fill="rgb(221,127,85)"/><circle cx="62" cy="50" r="14" fill="rgb(255,226,168)"/><path d="M0 66l22-16 20 12 24-18 34 22v34H0z" fill="rgb(109,74,85)"/>',
  biji: '<rect width="100" height="100" fill="rgb(239,230,218)"/><g fill="rgb(92,58,37)"><ellipse cx="30" cy="34" rx="15" ry="20" transform="rotate(-24 30 34)"/><ellipse cx="66" cy="62" rx="15" ry="21" transform="rotate(38 66 62)"/></g>',
  barista:
    '<rect width="100" height="100" fill="rgb(207,216,210)"/><rect y="70" width="100" height="30" fill="rgb(139,106,78)"/><circle cx="46" cy="34" r="13" fill="rgb(165,113,77)"/><path d="M22 80c0-22 12-30 24-30s24 8 24 30z" fill="rgb(60,90,80)"/>',
};

export function picture(path: string): string {
  const name = /asset-(\w+)/.exec(path)?.[1] ?? "latte";
  const page = path.startsWith("report/");
  const svg = page
    ? '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 210 297" width="840" height="1188"><rect width="210" height="297" fill="white"/><path d="M20 40h120M20 60h170M20 70h170M20 80h140" stroke="gray" stroke-width="2"/></svg>'
    : `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100" preserveAspectRatio="xMidYMid slice" width="640" height="640">${drawings[name] ?? drawings["latte"] ?? ""}</svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
