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
  load: () => Promise<{ default: Component<{ params: Params }> | Component<Record<string, never>> }>;
}

const t = defineMessages({
  today: { id: "Hari Ini", en: "Today" },
  calendar: { id: "Kalender", en: "Calendar" },
  content: { id: "Konten", en: "Content" },
  media: { id: "Media", en: "Media" },
  reports: { id: "Laporan", en: "Reports" },
  settings: { id: "Pengaturan", en: "Settings" },
  composer: { id: "Tulis", en: "Write" },
  post: { id: "Kiriman", en: "Post" },
  desk: { id: "Posting sendiri", en: "Post by hand" },
  help: { id: "Bantuan", en: "Help" },
});

/** Every screen, in the order of the rail. A new one is a folder and a line here. */
export const screens: readonly Screen[] = [
  {
    id: "today",
    icon: "today",
    title: () => t.today,
    key: "H",
    rail: "top",
    load: () => import("./screens/today/TodayScreen.svelte"),
  },
  {
    id: "calendar",
    icon: "calendar",
    title: () => t.calendar,
    key: "K",
    rail: "top",
    load: () => import("./screens/calendar/CalendarScreen.svelte"),
  },
  {
    id: "content",
    icon: "content",
    title: () => t.content,
    key: "C",
    rail: "top",
    load: () => import("./screens/content/ContentScreen.svelte"),
  },
  {
    id: "media",
    icon: "picture",
    title: () => t.media,
    key: "M",
    rail: "top",
    load: () => import("./screens/media/MediaScreen.svelte"),
  },
  {
    id: "reports",
    icon: "report",
    title: () => t.reports,
    key: "R",
    rail: "top",
    load: () => import("./screens/reports/ReportsScreen.svelte"),
  },
  {
    id: "settings",
    icon: "gear",
    title: () => t.settings,
    key: "S",
    rail: "foot",
    load: () => import("./screens/settings/SettingsScreen.svelte"),
  },
  { id: "help", icon: "help", title: () => t.help, load: () => import("./screens/help/HelpScreen.svelte") },
  {
    id: "composer",
    icon: "edit",
    title: () => t.composer,
    load: () => import("./screens/composer/ComposerScreen.svelte"),
  },
  { id: "post", icon: "send", title: () => t.post, load: () => import("./screens/composer/ComposerScreen.svelte") },
  { id: "desk", icon: "copy", title: () => t.desk, load: () => import("./screens/desk/DeskScreen.svelte") },
];

/** The screen of that name; the first one for a name nobody has. */
export function screenOf(id: string): Screen {
  const found = screens.find((it) => it.id === id) ?? screens[0];
  if (!found) throw new Error("there is always a first screen");
  return found;
}
