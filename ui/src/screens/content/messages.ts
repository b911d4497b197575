import { defineMessages } from "../../i18n";
import { number } from "../../lib/format";

export const t = defineMessages({
  title: { id: "Konten", en: "Content" },
  search: { id: "Cari judul atau isi", en: "Search titles and texts" },
  state: { id: "Keadaan", en: "State" },
  all: { id: "Semua keadaan", en: "All states" },
  write: { id: "Tulis", en: "Write" },
  count: { id: (n: number) => `${number(n)} kiriman`, en: (n: number) => (n === 1 ? "1 post" : `${number(n)} posts`) },
  more: { id: (n: number) => `Tampilkan ${number(n)} lagi`, en: (n: number) => `Show ${number(n)} more` },
  untitled: { id: "Tanpa judul", en: "Untitled" },
  noPlan: { id: "Belum dijadwalkan", en: "Unscheduled" },
  emptyTitle: { id: "Belum ada kiriman", en: "No posts yet" },
  emptyText: {
    id: "Setiap tulisan tersimpan di sini, dari ide sampai tayang.",
    en: "Every text is kept here, from idea to live.",
  },
  first: { id: "Tulis kiriman pertama", en: "Write the first post" },
  firstNote: { id: "Satu tulisan, satu versi per kanal", en: "One text, one version per channel" },
  none: { id: "Tidak ada yang cocok.", en: "Nothing matches." },
  clear: { id: "Hapus saringan", en: "Clear the filter" },
  edit: { id: "Ubah", en: "Edit" },
  remove: { id: "Hapus", en: "Remove" },
  more_acts: { id: (name: string) => `Lainnya untuk ${name}`, en: (name: string) => `More for ${name}` },
  removed: { id: (name: string) => `“${name}” dihapus.`, en: (name: string) => `“${name}” was removed.` },
});
