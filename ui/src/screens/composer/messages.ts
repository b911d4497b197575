import { defineMessages } from "../../i18n";
import type { Field, Unit } from "../../ipc";

export const t = defineMessages({
  back: { id: "Kembali", en: "Back" },
  calendar: { id: "Kalender", en: "Calendar" },
  untitled: { id: "Kiriman tanpa judul", en: "Untitled post" },
  draftOf: { id: "Belum dijadwalkan", en: "Unscheduled" },
  saved: { id: (at: string) => `Tersimpan ${at}`, en: (at: string) => `Saved ${at}` },
  saving: { id: "Menyimpan", en: "Saving" },
  notSaved: { id: "Belum tersimpan, dicoba lagi", en: "Not saved yet, trying again" },
  saveNow: { id: "Simpan sekarang", en: "Save now" },
  undo: { id: "Urungkan", en: "Undo" },
  more: { id: "Lainnya", en: "More" },
  remove: { id: "Hapus kiriman", en: "Remove post" },
  removed: { id: "Kiriman dihapus", en: "Post removed" },
  unschedule: { id: "Lepas jadwal", en: "Take off the plan" },
  unscheduled: { id: "Jadwal dilepas", en: "Taken off the plan" },
  gone: { id: "Kiriman ini sudah tidak ada", en: "This post is no longer there" },
  goneText: {
    id: "Mungkin baru dihapus. Ctrl Z mengembalikannya.",
    en: "It may just have been removed. Ctrl Z brings it back.",
  },
  toCalendar: { id: "Buka kalender", en: "Open the calendar" },

  conflict: {
    id: "Kiriman ini baru diubah di tempat lain. Tulisan di sini belum disimpan; keduanya masih ada.",
    en: "This post was changed somewhere else. What is written here is not saved yet; both are still there.",
  },
  takeTheirs: { id: "Pakai yang di sana", en: "Take theirs" },
  keepMine: { id: "Pertahankan yang ini", en: "Keep mine" },

  channels: { id: "Kanal", en: "Channels" },
  all: { id: "Semua kanal", en: "All channels" },
  allNote: {
    id: (count: number) => (count === 0 ? "induk, belum ada yang ikut" : `induk, diikuti ${count} kanal`),
    en: (count: number) =>
      count === 0 ? "shared, no channel yet" : `shared, used by ${count} ${count === 1 ? "channel" : "channels"}`,
  },
  readyOf: {
    id: (ready: number, all: number) => `${ready} dari ${all} siap`,
    en: (ready: number, all: number) => `${ready} of ${all} ready`,
  },
  out: { id: "Tidak ikut", en: "Not taking part" },
  follows: { id: "ikut induk", en: "as shared" },
  own: { id: (what: string) => `${what} khusus`, en: (what: string) => `own ${what}` },
  ownCount: { id: (n: number) => `${n} hal khusus`, en: (n: number) => `${n} things of its own` },
  keptVersion: { id: "versi lama disimpan", en: "its version is kept" },
  byHand: { id: "posting sendiri", en: "posted by hand" },
  /** Read aloud around the name of a channel on its button. */
  join: { id: (network: string) => `Ikutkan ${network}`, en: (network: string) => `Add ${network}` },
  versionOf: {
    id: (network: string, handle: string) => `Versi ${network}, ${handle}`,
    en: (network: string, handle: string) => `${network} version, ${handle}`,
  },
  leave: { id: "Tidak ikut", en: "Leave out" },
  isReady: { id: "siap", en: "ready" },
  errors: { id: (n: number) => `${n} kesalahan`, en: (n: number) => (n === 1 ? "1 error" : `${n} errors`) },
  warnings: { id: (n: number) => `${n} saran`, en: (n: number) => (n === 1 ? "1 warning" : `${n} warnings`) },
  noChannels: { id: "Merek ini belum punya kanal.", en: "This brand has no channel yet." },
  addChannel: { id: "Tambah kanal", en: "Add a channel" },

  editor: { id: "Penyunting", en: "Editor" },
  title: { id: "Judul kerja", en: "Working title" },
  titleExample: { id: "mis. Paket Senja buat berdua", en: "e.g. Sunset set for two" },
  pillar: { id: "Pilar", en: "Pillar" },
  noPillar: { id: "Tanpa pilar", en: "No pillar" },
  details: { id: "Catatan dan tenggang", en: "Notes and grace" },
  notes: { id: "Catatan untuk diri sendiri", en: "Notes to oneself" },
  notesExample: { id: "mis. foto diambil Rabu sore", en: "e.g. photo taken on Wednesday" },
  grace: { id: "Tenggang (menit)", en: "Grace (minutes)" },
  graceHint: {
    id: "Selama itu masih dikirim bila laptop baru terhubung. Sesudahnya ditanyakan dulu.",
    en: "Within it a post still goes out when the laptop comes back. After it, Kelola asks first.",
  },
  graceWrong: { id: "Tulis angka 1 sampai 10080", en: "Write a number from 1 to 10080" },
  whenever: { id: "Kirim kapan pun laptop kembali terhubung", en: "Send whenever the laptop is back" },

  text: { id: "Teks", en: "Text" },
  textExample: { id: "Tulis kirimannya di sini", en: "Write the post here" },
  textOf: { id: (name: string) => `Teks untuk ${name}`, en: (name: string) => `Text for ${name}` },
  headline: { id: "Judul", en: "Headline" },
  hashtags: { id: "Tagar", en: "Hashtags" },
  hashtagsExample: { id: "#kopisenja #bandung", en: "#kopisenja #bandung" },
  link: { id: "Tautan", en: "Link" },
  linkExample: { id: "https://", en: "https://" },
  firstComment: { id: "Komentar pertama", en: "First comment" },
  media: { id: "Gambar", en: "Pictures" },
  placement: { id: "Potongan", en: "Cut" },
  kind: { id: "Jenis", en: "Kind" },
  ownOf: { id: (name: string) => `khusus ${name}`, en: (name: string) => `own for ${name}` },
  useShared: { id: "Pakai induk", en: "Use shared" },
  useSharedFor: {
    id: (field: string) => `${field}: pakai induk`,
    en: (field: string) => `${field}: use shared`,
  },
  locked: {
    id: (state: string) => `Tidak bisa diubah: ${state}. Yang dikirim sudah dibekukan.`,
    en: (state: string) => `It cannot be changed: ${state}. What goes out is frozen.`,
  },
  partlyLocked: {
    id: (names: string) => `Di ${names} isinya sudah tetap; perubahan di sini untuk kanal lain.`,
    en: (names: string) => `On ${names} the content is fixed; changes here are for the other channels.`,
  },
  count: {
    id: (length: string, limit: string) => `${length} / ${limit}`,
    en: (length: string, limit: string) => `${length} / ${limit}`,
  },
  over: { id: (by: string) => `lebih ${by}`, en: (by: string) => `${by} over` },

  addPicture: { id: "Tambah gambar", en: "Add pictures" },
  pasteHint: { id: "Seret, tempel, atau pilih gambar", en: "Drop, paste or pick pictures" },
  dropPictures: { id: "Lepas untuk menambahkan ke kiriman ini", en: "Drop to add to this post" },
  picture: {
    id: (n: number, name: string) => `Gambar ${n}: ${name}`,
    en: (n: number, name: string) => `Picture ${n}: ${name}`,
  },
  earlier: { id: "Geser ke depan", en: "Move forward" },
  later: { id: "Geser ke belakang", en: "Move back" },
  takeOff: { id: "Lepas gambar", en: "Take picture off" },
  noAlt: { id: "tanpa teks alternatif", en: "no alternative text" },
  alt: { id: "Teks alternatif", en: "Alternative text" },
  altExample: {
    id: "mis. Dua cangkir kopi di meja kayu, langit jingga",
    en: "e.g. Two cups of coffee on a wooden table, orange sky",
  },
  altHint: { id: "Dibacakan bagi yang tidak melihat gambarnya.", en: "Read aloud to people who cannot see it." },
  focus: { id: "Titik fokus", en: "Focal point" },
  focusSaid: {
    id: (x: number, y: number) =>
      `Titik fokus ${x} persen dari kiri, ${y} persen dari atas. Panah menggeser, Shift sepuluh kali lebih jauh`,
    en: (x: number, y: number) =>
      `Focal point ${x} percent from the left, ${y} percent from the top. Arrows move it, Shift ten times as far`,
  },
  focusHint: {
    id: "Klik bagian yang harus tetap terlihat, geser dengan panah, atau tulis angkanya.",
    en: "Click what must stay visible, move it with the arrows, or type the numbers.",
  },
  fromLeft: { id: "Dari kiri, %", en: "From left, %" },
  fromTop: { id: "Dari atas, %", en: "From top, %" },
  percentWrong: { id: "0 sampai 100", en: "0 to 100" },
  keeps: {
    id: (ratio: string, lost: number) => (lost === 0 ? `${ratio}, utuh` : `${ratio}, ${lost} % terpotong`),
    en: (ratio: string, lost: number) => (lost === 0 ? `${ratio}, whole` : `${ratio}, ${lost}% cut off`),
  },
  focusLost: { id: "titik fokus terpotong", en: "focal point cut off" },
  pictureFailed: {
    id: (name: string, why: string) => `${name}: ${why}`,
    en: (name: string, why: string) => `${name}: ${why}`,
  },

  preview: { id: "Pratinjau", en: "Preview" },
  previewOf: { id: (name: string) => `Pratinjau ${name}`, en: (name: string) => `Preview of ${name}` },
  weight: {
    id: (is: string, most: string) => `${is} dari ${most}`,
    en: (is: string, most: string) => `${is} of ${most}`,
  },
  preparing: { id: "Menyiapkan gambar", en: "Preparing pictures" },
  notMade: { id: "belum dibuat, ini kira-kiranya", en: "not made yet, this is close" },
  noText: { id: "Belum ada teks", en: "No text yet" },
  readMore: { id: "selengkapnya", en: "more" },
  pickChannel: { id: "Pilih kanal untuk melihat pratinjaunya", en: "Choose a channel to see its preview" },
  previewFor: { id: "Kanal pratinjau", en: "Channel shown" },
  needsPicture: { id: "Perlu gambar", en: "Needs a picture" },

  findings: { id: "Temuan", en: "Findings" },
  noFindings: { id: "Tidak ada temuan.", en: "Nothing found." },
  beginHint: { id: "Tulis sesuatu untuk mulai.", en: "Write something to begin." },
  finding: {
    id: (name: string, text: string) => `${name}: ${text}`,
    en: (name: string, text: string) => `${name}: ${text}`,
  },
  openVersion: { id: (name: string) => `Buka versi ${name}`, en: (name: string) => `Open the ${name} version` },
  goText: { id: "Ubah teks", en: "Change the text" },
  goTitle: { id: "Ubah judul", en: "Change the headline" },
  goHashtags: { id: "Ubah tagar", en: "Change the hashtags" },
  goAlt: { id: "Tulis teks alternatif", en: "Write alternative text" },
  goMedia: { id: "Ubah gambar", en: "Change pictures" },
  goFocus: { id: "Atur potongan", en: "Adjust the cut" },
  addOne: { id: "Tambah gambar", en: "Add a picture" },
  moveLink: { id: "Pindahkan ke tautan", en: "Move it to the link field" },

  when: { id: "Waktu tayang", en: "Time" },
  setWhen: { id: "Atur waktu", en: "Set a time" },
  date: { id: "Tanggal", en: "Date" },
  dateExample: { id: "19 Nov, besok", en: "19 Nov, tomorrow" },
  dateWrong: { id: "Tulis tanggal, mis. 19 Nov", en: "Write a date, e.g. 19 Nov" },
  time: { id: "Jam", en: "Time" },
  timeExample: { id: "19.00", en: "19:00" },
  timeWrong: { id: "Jam 00.00 sampai 23.59", en: "A time from 00:00 to 23:59" },
  zone: { id: "Zona", en: "Zone" },
  onlyPlanned: { id: "di kalender, belum dijadwalkan", en: "on the calendar, not scheduled yet" },
  plannedToast: {
    id: (at: string) => `Ditaruh di kalender ${at}, belum dijadwalkan`,
    en: (at: string) => `Put on the calendar for ${at}, not scheduled yet`,
  },
  movedToast: {
    id: (at: string) => `Waktu tayang dipindah ke ${at}`,
    en: (at: string) => `Moved to ${at}`,
  },
  past: { id: "Waktu itu sudah lewat", en: "That time has passed" },
  done: { id: "Selesai", en: "Done" },
  previousMonth: { id: "Bulan sebelumnya", en: "Previous month" },
  nextMonth: { id: "Bulan berikutnya", en: "Next month" },
  markReady: { id: "Tandai siap", en: "Mark ready" },
  markDraft: { id: "Jadikan draf", en: "Back to draft" },
  schedule: {
    id: (count: number) => `Jadwalkan ${count} kanal`,
    en: (count: number) => (count === 1 ? "Schedule 1 channel" : `Schedule ${count} channels`),
  },
  reschedule: { id: "Pindahkan jadwal", en: "Move the schedule" },
  scheduledToast: {
    id: (at: string, count: number) => `${count} kanal dijadwalkan ${at}`,
    en: (at: string, count: number) => `${count} ${count === 1 ? "channel" : "channels"} scheduled for ${at}`,
  },
  needChannel: { id: "Pilih paling sedikit satu kanal", en: "Choose at least one channel" },
  stopped: {
    id: (names: string) => `${names} akan menolak versi ini.`,
    en: (names: string) => `${names} would refuse this version.`,
  },
  fix: { id: "Perbaiki", en: "Fix it" },
  without: { id: (names: string) => `Jadwalkan tanpa ${names}`, en: (names: string) => `Schedule without ${names}` },
  overrule: { id: "Jadwalkan dengan sengaja", en: "Schedule knowingly" },

  deliveries: { id: "Pengiriman", en: "Deliveries" },
  steps: { id: "Jejak", en: "History" },
  since: { id: (at: string) => `sejak ${at}`, en: (at: string) => `since ${at}` },
  again: { id: (at: string) => `dicoba lagi ${at}`, en: (at: string) => `tried again ${at}` },
  attempts: { id: (n: number) => `${n} kali dicoba`, en: (n: number) => (n === 1 ? "tried once" : `tried ${n} times`) },
  actOpen: { id: "Buka di jaringan", en: "Open on the network" },
  actDesk: { id: "Siapkan", en: "Prepare" },
  actMarkLive: { id: "Sudah tayang", en: "It is live" },
  actNotLive: { id: "Belum tayang", en: "Not live" },
  actSendNow: { id: "Kirim sekarang", en: "Send now" },
  actNextSlot: { id: "Slot berikutnya", en: "Next slot" },
  actDrop: { id: "Batalkan", en: "Drop" },
  actRetry: { id: "Ulangi", en: "Retry" },
  actSignIn: { id: "Masuk lagi", en: "Sign in again" },
  actEditLive: { id: "Perbarui di jaringan", en: "Update on the network" },
  actTakeDown: { id: "Turunkan", en: "Take down" },
  takeDownAsk: {
    id: "Kiriman ini dan lanjutannya dihapus dari jaringan. Ini tidak bisa diurungkan.",
    en: "This post and what follows it are removed from the network. This cannot be undone.",
  },
  thread: { id: "Utas", en: "Thread" },
  threadHint: { id: "Bagian lanjutan dikirim satu per satu.", en: "Further parts go out one after the other." },
  addPart: { id: "Tambah bagian", en: "Add a part" },
  removePart: { id: (n: number) => `Hapus bagian ${n}`, en: (n: number) => `Remove part ${n}` },
  addPartPicture: { id: "Tambah gambar", en: "Add a picture" },
  altOfPart: { id: "Teks alternatif", en: "Alternative text" },
  removePartPicture: { id: "Lepas gambar", en: "Take the picture out" },
  pieces: { id: "Lanjutan", en: "What follows" },
  partNumber: { id: (n: number) => `Bagian ${n}`, en: (n: number) => `Part ${n}` },
  waits: { id: "Menunggu bagian sebelumnya tayang.", en: "Waiting for the part before it to be live." },
  actLook: { id: "Lihat di jaringan", en: "Look on the network" },
  address: { id: "Alamat kiriman (boleh kosong)", en: "Address of the post (optional)" },
  addressExample: { id: "https://", en: "https://" },
  addressWrong: { id: "Alamat diawali https://", en: "An address begins with https://" },
  confirmLive: { id: "Simpan sebagai tayang", en: "Save as live" },
  cancel: { id: "Batal", en: "Cancel" },
  sampleOnly: { id: "kanal contoh, tidak pernah mengirim", en: "sample channel, never sends" },

  results: { id: "Hasil", en: "Results" },
  noNumbers: {
    id: "Belum ada angka. Dibaca setelah sinkronisasi berikutnya.",
    en: "No numbers yet. They are read at the next sync.",
  },
  asOf: { id: (at: string) => `dibaca ${at}`, en: (at: string) => `read ${at}` },
  messages: { id: "Balasan", en: "Replies" },
  noMessages: { id: "Belum ada balasan.", en: "No replies yet." },
  reply: { id: "membalas", en: "replied" },
  mention: { id: "menyebut", en: "mentioned" },
  quote: { id: "mengutip", en: "quoted" },
  openMessage: { id: "Buka di jaringan", en: "Open on the network" },
});

const units = defineMessages({
  graphemes: { id: "karakter", en: "characters" },
  utf8_bytes: { id: "bita", en: "bytes" },
  utf16: { id: "karakter", en: "characters" },
  code_points: { id: "karakter", en: "characters" },
  weighted: { id: "karakter berbobot", en: "weighted characters" },
  items: { id: "buah", en: "items" },
  hashtags: { id: "tagar", en: "hashtags" },
  media: { id: "gambar", en: "pictures" },
  mentions: { id: "sebutan", en: "mentions" },
  words: { id: "kata", en: "words" },
});

/** What a measure counts, in words. Items of a text are its words. */
export function unitName(unit: Unit, field: Field): string {
  if (unit === "items") return field === "hashtags" || field === "media" ? units[field] : units.words;
  return unit in units ? units[unit as keyof typeof units] : units.graphemes;
}

const kinds = defineMessages({
  text: { id: "Teks", en: "Text" },
  feed: { id: "Umpan", en: "Feed" },
  story: { id: "Cerita", en: "Story" },
  article: { id: "Artikel", en: "Article" },
  free: { id: "Akun gratis", en: "Free account" },
  premium: { id: "Akun premium", en: "Premium account" },
});

/** The name of a kind of post or account; a network may bring one we have no word for. */
export const kindName = (kind: string): string => (kind in kinds ? kinds[kind as keyof typeof kinds] : kind);

const fields = defineMessages({
  text: { id: "teks", en: "text" },
  title: { id: "judul", en: "headline" },
  hashtags: { id: "tagar", en: "hashtags" },
  link: { id: "tautan", en: "link" },
  first_comment: { id: "komentar", en: "comment" },
  media: { id: "gambar", en: "pictures" },
  parts: { id: "utas", en: "thread" },
  placement: { id: "potongan", en: "cut" },
  kind: { id: "jenis", en: "kind" },
});

export const fieldName = (field: keyof typeof fields): string => fields[field];
