import { backUp, quit, type Settings } from "../ipc";
import { percent } from "../lib/format";
import { screens } from "../screens";
import { drafts, navigation, notices, session, theme, type Act } from "../session";
import { t } from "./messages";
import { shellState } from "./shell.svelte";

/** Everything that can be done from anywhere. */
export function shellActs(): Act[] {
  return [
    { id: "new-post", title: t.newPost, icon: "plus", keys: "N", group: "do", run: () => void drafts.write() },
    {
      id: "palette",
      title: t.palette,
      icon: "search",
      keys: "Ctrl K",
      group: "do",
      inFields: true,
      hidden: true,
      run: () => shellState.openPalette(),
    },
    ...goActs(),
    { id: "undo", title: t.undo, icon: "undo", keys: "Ctrl Z", group: "do", run: () => void session.undo() },
    { id: "redo", title: t.redo, icon: "redo", keys: "Ctrl Shift Z", group: "do", run: () => void session.redo() },
    { id: "sync-now", title: t.syncNow, icon: "sync", group: "do", run: () => void session.syncNow() },
    pauseAct(),
    {
      id: "make-report",
      title: t.makeReport,
      icon: "report",
      group: "do",
      run: () => navigation.go("reports", { make: "1" }),
    },
    {
      id: "add-channel",
      title: t.addChannel,
      icon: "plus",
      group: "do",
      run: () => navigation.go("settings", { section: "channels", add: "1" }),
    },
    { id: "back-up", title: t.backUp, icon: "save", group: "do", run: () => void makeBackup() },
    ...brandActs(),
    ...viewActs(),
    { id: "quit", title: t.quit, keys: "Ctrl Q", group: "do", inFields: true, run: () => void quit() },
  ];
}

function goActs(): Act[] {
  const places = screens
    .filter((screen) => screen.rail || screen.id === "help")
    .map((screen): Act => ({
      id: `go-${screen.id}`,
      title: t.goTo(screen.title()),
      icon: screen.icon,
      keys: screen.key ? `G ${screen.key}` : "F1",
      group: "go",
      inFields: !screen.key,
      run: () => navigation.go(screen.id),
    }));
  return [
    ...places,
    {
      id: "go-day",
      title: t.goToDate,
      icon: "calendar",
      keys: "G D",
      group: "go",
      run: () => shellState.openPalette("date"),
    },
    {
      id: "calendar-today",
      title: t.today,
      icon: "today",
      keys: "T",
      group: "go",
      run: () => navigation.go("calendar", { day: session.today }),
    },
  ];
}

function pauseAct(): Act {
  const paused = session.engine?.paused ?? false;
  return {
    id: paused ? "resume" : "pause",
    title: paused ? t.resume : t.pause,
    icon: paused ? "play" : "pause",
    group: "do",
    // Resuming shows first what was held.
    run: () => (paused ? navigation.go("settings", { section: "sending" }) : void session.pauseAll(true)),
  };
}

function brandActs(): Act[] {
  return (session.snapshot?.brands ?? [])
    .filter((brand) => brand.id !== session.brand?.id)
    .map((brand) => ({
      id: `brand-${brand.id}`,
      title: t.switchBrand(brand.name),
      icon: "shop" as const,
      group: "go" as const,
      run: () => void session.chooseBrand(brand.id),
    }));
}

function viewActs(): Act[] {
  const themeAct = (choice: Settings["theme"], title: string, icon: "sun" | "moon" | "screen"): Act => ({
    id: `theme-${choice}`,
    title,
    icon,
    group: "view",
    run: () => void session.set({ theme: choice }),
  });
  return [
    themeAct("light", t.themeLight, "sun"),
    themeAct("dark", t.themeDark, "moon"),
    themeAct("system", t.themeSystem, "screen"),
    { id: "lang-id", title: t.speakId, icon: "talk", group: "view", run: () => void session.set({ lang: "id" }) },
    { id: "lang-en", title: t.speakEn, icon: "talk", group: "view", run: () => void session.set({ lang: "en" }) },
    {
      id: "scale-up",
      title: t.larger,
      icon: "plus",
      keys: "Ctrl +",
      group: "view",
      inFields: true,
      run: () => magnify(10),
    },
    { id: "scale-up-plain", title: "", keys: "Ctrl =", hidden: true, inFields: true, run: () => magnify(10) },
    {
      id: "scale-down",
      title: t.smaller,
      icon: "minus",
      keys: "Ctrl -",
      group: "view",
      inFields: true,
      run: () => magnify(-10),
    },
    {
      id: "scale-reset",
      title: t.normalSize,
      icon: "screen",
      keys: "Ctrl 0",
      group: "view",
      inFields: true,
      run: () => magnify(0),
    },
    {
      id: "rail",
      title: t.rail,
      icon: "left",
      keys: "Ctrl \\",
      group: "view",
      inFields: true,
      run: () => void session.set({ rail_narrow: !session.settings.rail_narrow }),
    },
    { id: "keys", title: t.allKeys, icon: "help", keys: "?", group: "view", run: () => shellState.openKeys() },
  ];
}

function magnify(by: number): void {
  const scale = theme.magnify(by === 0 ? 100 : theme.scale + by);
  notices.say(t.scaleIs(percent(scale / 100)));
  void session.set({ scale });
}

async function makeBackup(): Promise<void> {
  try {
    const made = await backUp();
    if (made) notices.say(made.path);
  } catch (thrown) {
    notices.sayFailure(thrown);
  }
}
