import "@fontsource-variable/plus-jakarta-sans/wght.css";
import "./styles/base.css";
import { mount } from "svelte";
import App from "./App.svelte";
import { theme } from "./session";

async function start(): Promise<void> {
  // The pretend core is for looking at screens in a browser; a real build drops this branch and its files.
  if (import.meta.env.MODE === "mock") (await import("./ipc/mock")).pretend();
  theme.start();
  const target = document.getElementById("app");
  if (target) mount(App, { target });
}

void start();
