import { defineMessages } from "../../../i18n";

export const t = defineMessages({
  history: { id: "Riwayat", en: "History" },
  show: { id: "Tampilkan", en: "Show" },
  everything: { id: "Semua isian", en: "All fields" },
  none: { id: "Belum ada perubahan yang tercatat.", en: "No change is noted yet." },
  restore: { id: "Kembalikan ke sini", en: "Restore this" },
  restoreOf: {
    id: (field: string, at: string) => `Kembalikan ke sini: ${field}, ${at}`,
    en: (field: string, at: string) => `Restore this: ${field}, ${at}`,
  },
  restored: { id: (field: string) => `${field} dikembalikan`, en: (field: string) => `${field} restored` },
  now: { id: "isi sekarang", en: "as it is now" },
  wasInherited: { id: "sebelumnya ikut induk", en: "as shared before" },
  becameInherited: { id: "jadi ikut induk", en: "as shared from then on" },
  added: { id: "ditambah", en: "added" },
  removed: { id: "dihapus", en: "removed" },
});

const actors = defineMessages({
  window: { id: "di sini", en: "in the window" },
  command_line: { id: "dari baris perintah", en: "from the command line" },
  sync: { id: "saat sinkronisasi", en: "while syncing" },
});

/** Who it was; a hand we have no word for is named as the core names it. */
export const actorName = (actor: string): string => (actor in actors ? actors[actor as keyof typeof actors] : actor);
