/**
 * A pretend core for looking at screens in a plain browser: `npm run mock`.
 * The address chooses the scene: `?lang=en&theme=dark&first&empty&offline&keychain=locked&held&slow&conflict&many=100000&media=50000`.
 */
import type { Command } from "../commands";
import { replaceDoor } from "../door";
import type { KelolaEvent, Session } from "../types";
import { answer, prepare, writeElsewhere } from "./core";
import * as data from "./data";
import { fill } from "./library";
import { picture } from "./pictures";

/** Time to open a post before somebody else changes it, in milliseconds. */
const ELSEWHERE_AFTER = 1500;

export function pretend(scene = new URLSearchParams(location.search)): void {
  prepare((session) => dress(session, scene), scene.has("empty") || scene.has("first"), Number(scene.get("many") ?? 0));
  const heard = new Set<(event: KelolaEvent) => void>();
  fill(scene.has("empty") || scene.has("first"), Number(scene.get("media") ?? 60), () => {
    for (const hear of heard) setTimeout(() => hear({ name: "media_changed" }));
  });
  if (scene.has("conflict")) setTimeout(writeElsewhere, ELSEWHERE_AFTER);
  replaceDoor({
    invoke: async (command, args) => {
      if (scene.has("slow")) await new Promise((done) => setTimeout(done, 1500));
      const { keychain } = answer("get_session", {}) as Session;
      if (command === "store_secret" && !keychain.ok) throw { code: keychain.code, values: {} };
      if (command === "sign_in_channel") return answer("test_channel", { id: args["channel"] });
      if (command !== "call") return shellAnswers[command] ?? null;
      const { name, args: given } = args["command"] as { name: Command; args: unknown };
      return answer(name, given);
    },
    listen: (hear) => {
      heard.add(hear);
      return Promise.resolve(() => heard.delete(hear));
    },
    address: picture,
  });
}

const shellAnswers: Record<string, unknown> = {
  import_pictures: {
    assets: data.assets,
    failures: [{ file_name: "catatan.txt", failure: { code: "unreadable_image", values: {} } }],
    known: ["asset-senja"],
    alike: [{ asset: "asset-biji", like: "asset-latte" }],
  },
  import_clipboard: { assets: [], failures: [], known: [], alike: [] },
  import_pasted: { assets: [], failures: [], known: [], alike: [] },
  prepare_pictures: { written: 8, failed: [], cancelled: false, folder: "/home/rani/Gambar/siap" },
  find_missing: null,
  find_missing_in: { found: 1, still_missing: 1 },
  import_rules: { networks: ["Instagram"] },
  save_pack: { path: "/home/rani/kelola.zip" },
  offer_pack: data.packOffer,
  back_up: { path: "/home/rani/kelola-2026-11-18.zip" },
  export_report: { path: "/home/rani/laporan.pdf" },
  starts_with_system: false,
  start_with_system: true,
};

function dress(session: Session, scene: URLSearchParams): Session {
  const lang = scene.get("lang") === "en" ? "en" : "id";
  const chosen = scene.get("theme");
  const theme = chosen === "dark" || chosen === "light" ? chosen : session.settings.theme;
  const scale = Number(scene.get("scale") ?? 100);
  const keychain = scene.get("keychain");
  return {
    ...session,
    first_start: scene.has("first"),
    brand: scene.has("first") ? null : session.brand,
    brands: scene.has("first") ? [] : session.brands,
    channels: scene.has("first") ? [] : session.channels,
    system_lang: lang,
    settings: { ...session.settings, lang, theme, scale },
    keychain: keychain ? { ok: false, code: `keychain_${keychain}` } : session.keychain,
    engine: {
      ...session.engine,
      online: scene.has("online") ? true : session.engine.online,
      waiting: scene.has("online") ? 0 : session.engine.waiting,
      held: scene.has("held"),
    },
  };
}
