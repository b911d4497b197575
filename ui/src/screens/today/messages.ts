import { defineMessages } from "../../i18n";
import { number } from "../../lib/format";

export const t = defineMessages({
  summary: {
    id: (due: number, asked: number) =>
      [
        due ? `${number(due)} pengiriman hari ini` : "Tidak ada kiriman hari ini",
        asked ? `${number(asked)} perlu keputusan` : "",
      ]
        .filter(Boolean)
        .join(", "),
    en: (due: number, asked: number) =>
      [
        due ? `${number(due)} ${due === 1 ? "delivery" : "deliveries"} today` : "Nothing to post today",
        asked ? `${number(asked)} ${asked === 1 ? "needs" : "need"} a decision` : "",
      ]
        .filter(Boolean)
        .join(", "),
  },
  closed: { id: "Selagi laptop tertutup", en: "While the laptop was closed" },
  wentLive: { id: (n: number) => `${number(n)} tayang`, en: (n: number) => `${number(n)} live` },
  failed: { id: (n: number) => `${number(n)} gagal`, en: (n: number) => `${number(n)} failed` },
  unsure: { id: (n: number) => `${number(n)} belum pasti`, en: (n: number) => `${number(n)} not sure` },
  missed: { id: (n: number) => `${number(n)} terlewat`, en: (n: number) => `${number(n)} missed` },
  reminded: { id: (n: number) => `${number(n)} diingatkan`, en: (n: number) => `${number(n)} reminded` },
  byNetwork: {
    id: (n: number) => `${number(n)} diterbitkan jaringan`,
    en: (n: number) => `${number(n)} published by the network`,
  },
  late: { id: (n: number) => `${number(n)} terlambat`, en: (n: number) => `${number(n)} late` },
  messages: {
    id: (n: number) => `${number(n)} pesan masuk`,
    en: (n: number) => (n === 1 ? "1 message" : `${number(n)} messages`),
  },
  seen: { id: "Sudah saya lihat", en: "I have seen it" },
  seeOrder: { id: "Lihat urutannya", en: "See the sequence" },
  due: { id: "Jatuh tempo hari ini", en: "Due today" },
  decide: { id: "Perlu keputusan", en: "Needs a decision" },
  thisWeek: { id: "Minggu ini", en: "This week" },
  posts: {
    id: (n: number) => `${number(n)} pengiriman`,
    en: (n: number) => (n === 1 ? "1 delivery" : `${number(n)} deliveries`),
  },
  manualLater: { id: "Diposting sendiri, nanti diingatkan", en: "Posted by hand, reminder set" },
  waitsForTime: { id: "Terjadwal", en: "Scheduled" },
  untitled: { id: "Tanpa judul", en: "Untitled" },
  open: { id: "Buka", en: "Open" },
  prepare: { id: "Siapkan", en: "Prepare" },
  markLive: { id: "Sudah tayang", en: "It is live" },
  notLive: { id: "Belum tayang", en: "Not live" },
  look: { id: "Cek di jaringan", en: "Look on the network" },
  sendNow: { id: "Kirim sekarang", en: "Send now" },
  nextSlot: { id: "Slot berikutnya", en: "Next slot" },
  drop: { id: "Batalkan", en: "Drop" },
  retry: { id: "Ulangi", en: "Retry" },
  signIn: { id: "Hubungkan lagi", en: "Connect again" },
  confirmComputer: { id: "Pastikan komputer ini", en: "Confirm this computer" },
  markedLive: {
    id: (title: string) => `“${title}” ditandai tayang.`,
    en: (title: string) => `“${title}” is marked as live.`,
  },
  goesOut: {
    id: (title: string) => `“${title}” dikirim begitu bisa.`,
    en: (title: string) => `“${title}” goes out as soon as it can.`,
  },
  moved: {
    id: (title: string, at: string) => `“${title}” dipindah ke ${at}.`,
    en: (title: string, at: string) => `“${title}” moved to ${at}.`,
  },
  dropped: {
    id: (title: string) => `“${title}” tidak jadi dikirim di kanal ini.`,
    en: (title: string) => `“${title}” will not be sent on this channel.`,
  },
  askSendTitle: { id: "Kirim sekarang juga?", en: "Send it right now?" },
  askSend: {
    id: (title: string, place: string) =>
      `“${title}” langsung terbit di ${place}. Yang sudah terbit tidak bisa diurungkan dari sini.`,
    en: (title: string, place: string) =>
      `“${title}” is published on ${place} at once. What is published cannot be undone from here.`,
  },
  emptyTitle: { id: "Hari ini lapang", en: "Today is clear" },
  emptyText: {
    id: "Tidak ada yang jatuh tempo dan tidak ada yang menunggu keputusan.",
    en: "Nothing is due and nothing waits for a decision.",
  },
  write: { id: "Tulis kiriman", en: "Write a post" },
  writeNote: { id: "Satu tulisan, satu versi per kanal", en: "One text, one version per channel" },
  plan: { id: "Buka kalender", en: "Open the calendar" },
  planNote: { id: "Lihat celah minggu ini", en: "See this week's gaps" },
  connect: { id: "Hubungkan kanal", en: "Connect a channel" },
  connectNote: { id: "Bluesky langsung, yang lain diposting sendiri", en: "Bluesky directly, others by hand" },
  ofTarget: { id: (a: string, b: string) => `${a} dari ${b}`, en: (a: string, b: string) => `${a} of ${b}` },
  planToday: { id: (p: string) => `rencana hari ini ${p}`, en: (p: string) => `plan for today ${p}` },
  ahead: { id: "Di depan rencana", en: "Ahead of plan" },
  behind: { id: (n: string) => `${n} di belakang rencana`, en: (n: string) => `${n} behind plan` },
  noNumber: { id: "Belum ada angka", en: "No number yet" },
  targets: { id: (name: string) => `Sasaran ${name}`, en: (name: string) => `Targets for ${name}` },
  noTargets: { id: "Belum ada sasaran bulan ini.", en: "No targets for this month yet." },
  setTargets: { id: "Pasang sasaran", en: "Set targets" },
  allChannels: { id: "semua kanal", en: "all channels" },
  closeForm: { id: "Tutup isian", en: "Close form" },
  removeTarget: { id: (name: string) => `Hapus sasaran ${name}`, en: (name: string) => `Remove target ${name}` },
  targetRemoved: { id: "Sasaran dihapus.", en: "Target removed." },
  keychain: { id: "Kanal yang terhubung belum bisa mengirim.", en: "Connected channels cannot send yet." },
  openSettings: { id: "Buka Pengaturan", en: "Open Settings" },
});
