import { defineMessages } from "../../i18n";

export const t = defineMessages({
  title: { id: "Laporan", en: "Reports" },
  titleOf: { id: (period: string) => `Laporan ${period}`, en: (period: string) => `Report ${period}` },
  provisional: { id: "Sementara, belum dibekukan", en: "Provisional, not frozen yet" },
  frozen: { id: "Final, berkasnya tetap", en: "Final, its file stays" },
  provisionalShort: { id: "sementara", en: "provisional" },
  frozenShort: { id: "final", en: "final" },
  make: { id: "Buat laporan", en: "Make a report" },
  making: { id: "Menyusun laporan", en: "Making the report" },
  refresh: { id: "Perbarui angka", en: "Update the numbers" },
  freeze: { id: "Bekukan", en: "Freeze" },
  freezeAsk: { id: "Bekukan laporan ini?", en: "Freeze this report?" },
  freezeText: {
    id: "Berkas PDF ini disimpan apa adanya dan tidak berubah lagi, walau angkanya kemudian bergerak. Komentar tidak bisa diubah sesudahnya.",
    en: "This PDF is stored as it is and does not change any more, even if the numbers move later. Comments cannot be changed afterwards.",
  },
  exportPdf: { id: "Ekspor PDF", en: "Export PDF" },
  exported: { id: (path: string) => `Disimpan di ${path}`, en: (path: string) => `Saved to ${path}` },
  remove: { id: "Hapus laporan", en: "Remove report" },
  removed: { id: "Laporan dihapus", en: "Report removed" },
  more: { id: "Lainnya", en: "More" },

  stored: { id: "Tersimpan", en: "Stored" },
  sections: { id: "Bagian", en: "Sections" },
  pages: { id: (n: number) => `${n} halaman`, en: (n: number) => (n === 1 ? "1 page" : `${n} pages`) },
  /** Read aloud between the name of a section and its page. */
  atPage: { id: ", halaman", en: ", page" },
  drawing: { id: "Menggambar halaman", en: "Drawing the page" },
  notDrawn: { id: "Halaman ini tidak bisa digambar.", en: "This page could not be drawn." },
  drawAgain: { id: "Coba lagi", en: "Try again" },
  page: {
    id: (n: number, all: number) => `Halaman ${n} dari ${all}`,
    en: (n: number, all: number) => `Page ${n} of ${all}`,
  },
  preview: { id: "Pratinjau halaman", en: "Page preview" },
  week: {
    id: (week: number, year: number) => `Minggu ${week}, ${year}`,
    en: (week: number, year: number) => `Week ${week}, ${year}`,
  },
  range: {
    id: (from: string, to: string) => `${from} sampai ${to}`,
    en: (from: string, to: string) => `${from} to ${to}`,
  },
  weekOf: {
    id: (days: string, week: number) => `${days} (minggu ${week})`,
    en: (days: string, week: number) => `${days} (week ${week})`,
  },

  newReport: { id: "Laporan baru", en: "New report" },
  covers: { id: "Mencakup", en: "Covers" },
  aMonth: { id: "Bulan", en: "Month" },
  aWeek: { id: "Minggu", en: "Week" },
  period: { id: "Masa", en: "Period" },
  lang: { id: "Bahasa laporan", en: "Language of the report" },
  stillRunning: {
    id: "Masa ini belum selesai; angkanya masih akan bergerak.",
    en: "This period is not over; its numbers will still move.",
  },
  cancel: { id: "Batal", en: "Cancel" },

  comments: { id: "Komentar", en: "Comments" },
  targets: { id: "Sasaran", en: "Targets" },
  side: { id: "Panel laporan", en: "Report panel" },
  commentOn: { id: (section: string) => `Komentar: ${section}`, en: (section: string) => `Comment: ${section}` },
  commentExample: {
    id: "Apa yang berhasil, apa yang belum, apa berikutnya",
    en: "What worked, what did not, what comes next",
  },
  saving: { id: "Menyimpan dan menyusun ulang", en: "Saving and making it anew" },
  saved: {
    id: (at: string, page: number) => `Tersimpan ${at} · masuk halaman ${page}`,
    en: (at: string, page: number) => `Saved ${at} · on page ${page}`,
  },
  suggestions: { id: "Kalimat dari angka", en: "Sentences from the numbers" },
  use: { id: "Pakai", en: "Use" },
  useSentence: { id: (text: string) => `Pakai: ${text}`, en: (text: string) => `Use: ${text}` },

  targetsOf: { id: (month: string) => `Sasaran ${month}`, en: (month: string) => `Targets of ${month}` },
  targetsHint: {
    id: "Laporan membandingkan hasil dengan paling sedikit dua sasaran.",
    en: "The report compares results with at least two targets.",
  },
  allChannels: { id: "Semua kanal", en: "All channels" },
  removeTarget: { id: (name: string) => `Hapus sasaran ${name}`, en: (name: string) => `Remove target ${name}` },
  targetRemoved: { id: "Sasaran dihapus", en: "Target removed" },
  ofTarget: {
    id: (actual: string, value: string) => `${actual} dari ${value}`,
    en: (actual: string, value: string) => `${actual} of ${value}`,
  },
  notKnown: { id: "belum ada angka", en: "no numbers yet" },

  none: { id: "Belum ada laporan", en: "No report yet" },
  noneText: {
    id: "Laporan disusun dari kiriman dan angka yang ada di laptop ini, lalu disimpan sebagai PDF.",
    en: "A report is made from the posts and numbers on this laptop, then stored as a PDF.",
  },
  makeOf: { id: (period: string) => `Buat laporan ${period}`, en: (period: string) => `Make the report for ${period}` },
  otherPeriod: { id: "Masa lain", en: "Another period" },
  pickOne: { id: "Pilih laporan di kiri", en: "Choose a report on the left" },
});

export const languages = { id: "Indonesia", en: "English" } as const;
