import js from "@eslint/js";
import svelte from "eslint-plugin-svelte";
import globals from "globals";
import ts from "typescript-eslint";
import svelteConfig from "./svelte.config.js";

/** What a folder must not import, each with its reason. */
const forbid = (...groups) => ({ "@typescript-eslint/no-restricted-imports": ["error", { patterns: groups }] });
const tauri = { group: ["@tauri-apps/*"], message: "Only ipc/ talks to the shell." };
const screens = { group: ["**/screens/**", "**/screens"], message: "Screens do not know each other." };
const session = { group: ["**/session/**"], message: "This layer holds no application state." };
const ipc = {
  group: ["**/ipc", "**/ipc/*"],
  message: "This layer calls nothing; the shapes of data may be named.",
  allowTypeImports: true,
};
const components = { group: ["**/components/**"], message: "This layer lies below the components." };
const otherScreen = {
  group: ["../../screens/**", "../[a-z]*/*Screen.svelte", "../[a-z]*/*.svelte.ts", "../[a-z]*/messages"],
  message: "A screen imports components, ipc, i18n, lib and session, never another screen.",
};

export default ts.config(
  { ignores: ["dist/", "dist-mock/", "node_modules/", "src/ipc/bindings/"] },
  js.configs.recommended,
  ...ts.configs.strict,
  ...svelte.configs.recommended,
  {
    languageOptions: { globals: { ...globals.browser, ...globals.node } },
    rules: {
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      "svelte/no-at-html-tags": "error",
      "svelte/require-each-key": "error",
      // Maps and dates in our classes are replaced, never changed in place.
      "svelte/prefer-svelte-reactivity": "off",
      ...forbid(tauri),
    },
  },
  {
    files: ["**/*.svelte", "**/*.svelte.ts"],
    languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: [".svelte"], svelteConfig } },
  },
  { files: ["src/lib/**"], rules: forbid(tauri, screens, session, ipc, components) },
  { files: ["src/i18n/**"], rules: forbid(tauri, screens, session, ipc, components) },
  { files: ["src/icons/**"], rules: forbid(tauri, screens, session, ipc, components) },
  { files: ["src/components/**"], rules: forbid(tauri, screens, session) },
  { files: ["src/session/**"], rules: forbid(tauri, screens, components) },
  { files: ["src/ipc/**"], rules: forbid(screens, session, components) },
  { files: ["src/screens/**"], rules: forbid(tauri, otherScreen) },
);
