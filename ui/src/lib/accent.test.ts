import { expect, test } from "vitest";
import { accentOf, contrast } from "./accent";

const canvases = { light: "#ffffff", dark: "#161a18" } as const;
const colours = [
  "#0d6b5a",
  "#1f5fa8",
  "#ffff00",
  "#ffffff",
  "#000000",
  "#ff0000",
  "#f3c77b",
  "#00ff88",
  "#8a2a22",
  "#777777",
];

for (const theme of ["light", "dark"] as const) {
  test.each(colours)(`text on and beside an accent made from %s can be read in ${theme}`, (colour) => {
    const made = accentOf(colour, theme, canvases[theme]);
    expect(made).not.toBeNull();
    if (!made) return;
    expect(contrast(made.accent, made.on)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(made.hover, made.on)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(made.press, made.on)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(made.text, canvases[theme])).toBeGreaterThanOrEqual(4.5);
    expect(contrast(made.text, made.tint)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(made.focus, canvases[theme])).toBeGreaterThanOrEqual(3);
  });
}

test("a colour that already works is kept", () => {
  expect(accentOf("#0d6b5a", "light", canvases.light)?.accent).toBe("#0d6b5a");
});

test("what is no colour gives no accent", () => {
  expect(accentOf("teal", "light", canvases.light)).toBeNull();
  expect(accentOf("", "dark", canvases.dark)).toBeNull();
});

test("contrast is that of WCAG", () => {
  expect(contrast("#000000", "#ffffff")).toBeCloseTo(21, 5);
  expect(contrast("#777777", "#ffffff")).toBeCloseTo(4.48, 2);
});
