import { defineMessages } from "../../i18n";

export const t = defineMessages({
  headline: { id: "Satu meja untuk semua kanal", en: "One desk for every channel" },
  lead: {
    id: "Rencanakan, tulis, terbitkan, dan laporkan. Tetap bisa dipakai tanpa sinyal.",
    en: "Plan, write, publish and report. It works without a signal, too.",
  },
  local: { id: "Semua tersimpan di laptop ini", en: "Everything stays on this laptop" },
  free: { id: "Tanpa akun, tanpa langganan", en: "No account, no subscription" },
  undo: { id: "Apa pun bisa diurungkan", en: "Anything can be undone" },
  demo: { id: "Lihat-lihat dengan data contoh", en: "Look around with sample data" },
  demoNote: {
    id: "Satu bulan Kopi Senja. Tidak pernah dikirim ke mana pun.",
    en: "One month of Kopi Senja. Never sent anywhere.",
  },
  language: { id: "Bahasa", en: "Language" },
  brand: { id: "Merek", en: "Brand" },
  brandName: { id: "Nama merek", en: "Name of the brand" },
  brandExample: { id: "mis. Kopi Senja", en: "e.g. Kopi Senja" },
  brandMissing: { id: "Isi dulu nama mereknya", en: "Name the brand first" },
  zone: { id: "Zona waktu", en: "Time zone" },
  networks: { id: "Jaringan", en: "Networks" },
  networksNote: {
    id: "Menyambungkan akun boleh nanti. Tanpa sambungan pun kiriman bisa disiapkan lalu diposting sendiri.",
    en: "Accounts can be connected later. Even without, posts can be prepared and posted by hand.",
  },
  start: { id: "Mulai", en: "Start" },
  later: { id: "Semua bisa diubah di Pengaturan", en: "All of it can be changed in Settings" },
});
