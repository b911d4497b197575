/** An accent from a brand's colour: hue and chroma are kept, lightness is moved until text on it can be read. */

export interface Accent {
  accent: string;
  hover: string;
  press: string;
  on: string;
  text: string;
  tint: string;
  line: string;
  focus: string;
}

type Rgb = [number, number, number];
type Lch = { l: number; c: number; h: number };

/** The shades of a colour for one theme; null when the text is not `#rrggbb`. */
export function accentOf(hex: string, theme: "light" | "dark", canvas: string): Accent | null {
  const lch = toLch(hex);
  const ground = parse(canvas);
  if (!lch || !ground) return null;
  const dark = theme === "dark";
  const ink = dark ? toHex({ l: 0.23, c: Math.min(lch.c, 0.045), h: lch.h }) : white;
  const step = dark ? 0.01 : -0.01;
  const tint = toHex(
    dark ? { l: 0.285, c: Math.min(lch.c, 0.04), h: lch.h } : { l: 0.95, c: Math.min(lch.c, 0.019), h: lch.h },
  );
  // The button must carry its text and stand out from the canvas; the text must stand on canvas and on the tint.
  const base = walk(
    lch,
    dark ? Math.max(lch.l, 0.7) : Math.min(lch.l, 0.62),
    step,
    (it) => contrast(it, ink) >= 4.6 && contrast(it, canvas) >= 3,
  );
  const text = walk(
    lch,
    dark ? base + 0.04 : base - 0.02,
    step,
    (it) => contrast(it, canvas) >= 4.6 && contrast(it, tint) >= 4.6,
  );
  const shade = (l: number) => toHex({ ...lch, l });
  return {
    accent: shade(base),
    hover: shade(base + (dark ? 0.05 : -0.05)),
    press: shade(base + (dark ? 0.1 : -0.1)),
    on: ink,
    text: shade(text),
    tint,
    line: toHex(
      dark ? { l: 0.46, c: Math.min(lch.c, 0.06), h: lch.h } : { l: 0.81, c: Math.min(lch.c, 0.06), h: lch.h },
    ),
    focus: shade(dark ? text : base),
  };
}

/** The contrast ratio of two colours as WCAG counts it, 1 to 21. */
export function contrast(one: string, other: string): number {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

const white = `#${"f".repeat(6)}`;

function walk(lch: Lch, from: number, step: number, isFine: (hex: string) => boolean): number {
  for (let l = from; l > 0 && l < 1; l += step) if (isFine(toHex({ ...lch, l }))) return l;
  return from;
}

function parse(hex: string): Rgb | null {
  const found = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(hex.trim());
  return found ? [channel(found[1]), channel(found[2]), channel(found[3])] : null;
}

const channel = (digits = "0") => parseInt(digits, 16) / 255;
const toLinear = (v: number) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
const toGamma = (v: number) => (v <= 0.0031308 ? v * 12.92 : 1.055 * v ** (1 / 2.4) - 0.055);

function luminance(hex: string): number {
  const [r, g, b] = (parse(hex) ?? [0, 0, 0]).map(toLinear) as Rgb;
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

// OKLab, Björn Ottosson 2020.
function toLch(hex: string): Lch | null {
  const rgb = parse(hex);
  if (!rgb) return null;
  const [r, g, b] = rgb.map(toLinear) as Rgb;
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  const a = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
  const bb = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
  return { l: 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s, c: Math.hypot(a, bb), h: Math.atan2(bb, a) };
}

/** Chroma gives way where the screen cannot show it at that lightness. */
function toHex({ l, c, h }: Lch): string {
  for (let chroma = c; ; chroma *= 0.92) {
    const rgb = fromLch({ l: Math.min(1, Math.max(0, l)), c: chroma < 0.002 ? 0 : chroma, h });
    if (chroma < 0.002 || rgb.every((v) => v >= -0.0005 && v <= 1.0005)) return hexOf(rgb);
  }
}

function fromLch({ l, c, h }: Lch): Rgb {
  const [a, b] = [c * Math.cos(h), c * Math.sin(h)];
  const ll = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const mm = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const ss = (l - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    toGamma(4.0767416621 * ll - 3.3077115913 * mm + 0.2309699292 * ss),
    toGamma(-1.2684380046 * ll + 2.6097574011 * mm - 0.3413193965 * ss),
    toGamma(-0.0041960863 * ll - 0.7034186147 * mm + 1.707614701 * ss),
  ];
}

function hexOf(rgb: Rgb): string {
  const digits = rgb.map((v) =>
    Math.round(Math.min(1, Math.max(0, v)) * 255)
      .toString(16)
      .padStart(2, "0"),
  );
  return `#${digits.join("")}`;
}
