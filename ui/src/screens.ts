import type { Component } from "svelte";
import type { IconName } from "./icons/paths";
import { defineMessages } from "./i18n";
import type { Params } from "./session";

export interface Screen {
  id: string;
  icon: IconName;
  title: () => string;
  /** The letter after G that goes there. */
  key?: string;
  /** Where it stands in the rail; nowhere for what is opened from elsewhere. */
  rail?: "top" | "foot";
  load: () => Promise<{ default: Component<{ params: Params }> }>;
}

const files = import.meta.glob<{ default: Component<{ params: Params }> }>("./screens/*/*Screen.svelte");

/** A screen's file, fetched when it is first opened. */
function lazy(path: string): Screen["load"] {
  return async () => {
    const load = files[`./screens/${path}.svelte`];
    if (!load) throw new Error(`no such screen: ${path}`);
    return load();
  };
}

const t = defineMessages({
  today: { id: "Hari Ini", en: "Today" },
  calendar: { id: "Kalender", en: "Calendar" },
  content: { id: "Konten", en: "Content" },
  reports: { id: "Laporan", en: "Reports" },
  settings: { id: "Pengaturan", en: "Settings" },
  composer: { id: "Tulis", en: "Write" },
  post: { id: "Kiriman", en: "Post" },
  desk: { id: "Posting sendiri", en: "Post by hand" },
  help: { id: "Bantuan", en: "Help" },
});

/** Every screen, in the order of the rail. A new one is a folder and a line here. */
export const screens: readonly Screen[] = [
  { id: "today", icon: "today", title: () => t.today, key: "H", rail: "top", load: lazy("today/TodayScreen") },
  {
    id: "calendar",
    icon: "calendar",
    title: () => t.calendar,
    key: "K",
    rail: "top",
    load: lazy("calendar/CalendarScreen"),
  },
  {
    id: "content",
    icon: "content",
    title: () => t.content,
    key: "C",
    rail: "top",
    load: lazy("content/ContentScreen"),
  },
  { id: "reports", icon: "report", title: () => t.reports, key: "R", rail: "top", load: lazy("reports/ReportsScreen") },
  {
    id: "settings",
    icon: "gear",
    title: () => t.settings,
    key: "S",
    rail: "foot",
    load: lazy("settings/SettingsScreen"),
  },
  { id: "help", icon: "help", title: () => t.help, load: lazy("help/HelpScreen") },
  { id: "composer", icon: "edit", title: () => t.composer, load: lazy("composer/ComposerScreen") },
  { id: "post", icon: "send", title: () => t.post, load: lazy("composer/ComposerScreen") },
  { id: "desk", icon: "copy", title: () => t.desk, load: lazy("desk/DeskScreen") },
];

/** The screen of that name; the first one for a name nobody has. */
export function screenOf(id: string): Screen {
  const found = screens.find((it) => it.id === id) ?? screens[0];
  if (!found) throw new Error("there is always a first screen");
  return found;
}
