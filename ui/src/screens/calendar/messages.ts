import type { DeliveryState } from "../../ipc";
import { defineMessages, wordIn } from "../../i18n";

const inSentence = (state: DeliveryState) => wordIn("states", state).toLowerCase();

export const t = defineMessages({
  title: { id: "Kalender", en: "Calendar" },
  previous: { id: "Bulan sebelumnya", en: "Previous month" },
  next: { id: "Bulan berikutnya", en: "Next month" },
  today: { id: "Hari ini", en: "Today" },
  write: { id: "Tulis", en: "Write" },
  grid: {
    id: (month: string) => `Kalender ${month}`,
    en: (month: string) => `Calendar of ${month}`,
  },
  keys: {
    id: "Panah untuk berpindah, Enter membuka, Spasi mengangkat kartu, Delete melepas jadwal",
    en: "Arrows move, Enter opens, Space picks up a card, Delete takes it off the plan",
  },
  day: {
    id: (day: string, count: number) => `${day}, ${count === 0 ? "kosong" : `${count} kiriman`}`,
    en: (day: string, count: number) => `${day}, ${count === 0 ? "empty" : count === 1 ? "1 post" : `${count} posts`}`,
  },
  /** What is read aloud after the words that stand on a card. */
  card: {
    id: (about: string[], where: string) => `, ${[...about, ...(where ? [`di ${where}`] : [])].join(", ")}`,
    en: (about: string[], where: string) => `, ${[...about, ...(where ? [`on ${where}`] : [])].join(", ")}`,
  },
  untitled: { id: "Tanpa judul", en: "Untitled" },
  noPillar: { id: "tanpa pilar", en: "no pillar" },
  /** Read aloud after "+3". */
  more: { id: " kiriman lagi, buka hari ini", en: " more posts, open this day" },
  newOn: {
    id: (day: string) => `Tulis untuk ${day}`,
    en: (day: string) => `Write for ${day}`,
  },
  shelf: { id: "Belum dijadwalkan", en: "Unscheduled" },
  shelfEmpty: {
    id: "Semua kiriman sudah punya waktu. Tarik kartu ke sini untuk melepas jadwalnya.",
    en: "Every post has its time. Drag a card here to take it off the plan.",
  },
  shelfDrop: { id: "Lepas di sini: jadwal dilepas", en: "Drop here to unschedule" },
  idea: { id: "ide", en: "idea" },
  dropHere: {
    id: (time: string, stays: boolean) => (stays ? `lepas di sini, tetap ${time}` : `lepas di sini, ${time}`),
    en: (time: string, stays: boolean) => (stays ? `drop here, stays ${time}` : `drop here, ${time}`),
  },
  held: {
    id: (words: string) => `${words} diangkat. Panah memindah, Enter menaruh, Esc mengembalikan`,
    en: (words: string) => `${words} picked up. Arrows carry, Enter drops, Esc returns`,
  },
  over: {
    id: (day: string) => `di ${day}`,
    en: (day: string) => `on ${day}`,
  },
  returned: { id: "Dikembalikan ke tempatnya", en: "Put back where it was" },
  moved: {
    id: (day: string, time: string) => `Dipindah ke ${day}. Jamnya tetap ${time}`,
    en: (day: string, time: string) => `Moved to ${day}. Time stays ${time}`,
  },
  movedAlong: {
    id: (day: string, time: string) => `Dipindah ke ${day}, tetap ${time}. Waktu khusus kanal ikut bergeser`,
    en: (day: string, time: string) => `Moved to ${day}, stays ${time}. Channels with their own time moved along`,
  },
  movedApart: {
    id: (where: string, day: string, time: string) => `${where} saja dipindah ke ${day}, tetap ${time}`,
    en: (where: string, day: string, time: string) => `Only ${where} moved to ${day}, stays ${time}`,
  },
  apart: { id: "waktu khusus", en: "own time" },
  apartHint: {
    id: (where: string) => `Waktu khusus ${where}: kartu ini hanya memindah kanal itu`,
    en: (where: string) => `${where} has its own time: this card moves that channel alone`,
  },
  apartStays: {
    id: "Kartu ini waktu khusus satu kanal. Lepas jadwalnya dari kartu kiriman, atau buka kiriman lalu pakai waktu induk.",
    en: "This card is one channel's own time. Unschedule the post's card, or open the post and use the shared time.",
  },
  planned: {
    id: (day: string, time: string) => `Ditaruh di ${day}, ${time}. Belum dijadwalkan`,
    en: (day: string, time: string) => `Put on ${day}, ${time}. Not scheduled yet`,
  },
  unscheduled: {
    id: "Jadwal dilepas. Kiriman ada di Belum dijadwalkan",
    en: "Taken off the plan. The post is under Unscheduled",
  },
  fixed: {
    id: (state: DeliveryState) => `Tidak bisa dipindah: ${inSentence(state)}. Waktunya tetap.`,
    en: (state: DeliveryState) => `It cannot be moved: ${inSentence(state)}. Its time stays.`,
  },
  fixedHint: {
    id: (state: DeliveryState) => `Tetap di sini: ${inSentence(state)}`,
    en: (state: DeliveryState) => `Stays here: ${inSentence(state)}`,
  },
  emptyMonth: {
    id: (month: string) => `${month} masih kosong`,
    en: (month: string) => `${month} is still empty`,
  },
  emptyText: {
    id: "Mulai dari satu kiriman. Apa pun bisa diurungkan dengan Ctrl Z.",
    en: "Start with one post. Everything can be undone with Ctrl Z.",
  },
  writeFirst: { id: "Tulis kiriman pertama", en: "Write the first post" },
  anyDay: { id: "Klik tanggal mana pun juga bisa", en: "A click on any day works too" },
});
