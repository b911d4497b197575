import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "..");

function files(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((it) => it.isFile() && /\.(svelte|css)$/.test(it.name))
    .map((it) => join(it.parentPath, it.name))
    .filter((path) => !path.endsWith(join("styles", "tokens.css")));
}

/** What is styled: whole CSS files, the style block and the attributes of a component. */
function styled(path: string): string {
  const text = readFileSync(path, "utf8").replace(/\/\*[\s\S]*?\*\//g, "");
  if (path.endsWith(".css")) return text;
  return text.replace(/<script[\s\S]*?<\/script>/g, "");
}

// Not preceded by & or a letter: `&#39;` and `#section-x` are no colours.
const literal =
  /(?<![\w&/"'`(-])#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})\b|\b(?:rgba?|hsla?|oklch|oklab)\(|:\s*(?:white|black|red|green|blue|gray|grey)\b/i;

test("colours come from tokens.css alone", () => {
  const found = files(root).filter((path) => literal.test(styled(path)));
  expect(files(root).length).toBeGreaterThan(20);
  expect(found).toEqual([]);
});

test("the rule would notice a colour", () => {
  for (const bad of ["color: #fff;", "background: rgb(0 0 0 / .5)", "color: white;", "border: 1px solid #0d6b5a"]) {
    expect(literal.test(bad), bad).toBe(true);
  }
  for (const fine of ["color: var(--text);", "mask: url(#clip)", "color: currentColor"]) {
    expect(literal.test(fine), fine).toBe(false);
  }
});

test("no markup is put in as a string", () => {
  expect(files(root).filter((path) => readFileSync(path, "utf8").includes("{@html"))).toEqual([]);
});
