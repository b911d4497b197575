import { defineMessages } from "../../i18n";
import type { Field, Format, Later, WhyNot } from "../../ipc";

export const t = defineMessages({
  part: { id: (n: number) => `Bagian ${n}`, en: (n: number) => `Part ${n}` },
  back: { id: "Kembali ke kiriman", en: "Back to the post" },
  title: { id: (network: string) => `Posting di ${network}`, en: (network: string) => `Post on ${network}` },
  intro: {
    id: "Salin isinya, pasang berkasnya, lalu catat bagaimana jadinya. Kelola tidak mengirim kiriman ini.",
    en: "Copy the texts, attach the files, then say how it went. Kelola does not send this one.",
  },
  openComposer: { id: "Buka halaman tulis", en: "Open the writing page" },
  texts: { id: "Teks", en: "Texts" },
  copy: { id: "Salin", en: "Copy" },
  copyField: { id: (field: string) => `Salin ${field}`, en: (field: string) => `Copy ${field}` },
  copied: { id: "Tersalin", en: "Copied" },
  copiedField: { id: (field: string) => `Tersalin: ${field}`, en: (field: string) => `Copied: ${field}` },
  copyFailed: {
    id: "Papan klip menolak. Teksnya sudah dipilih: tekan Ctrl C.",
    en: "The clipboard refused. The text is selected: press Ctrl C.",
  },
  form: { id: (field: string) => `Bentuk ${field}`, en: (field: string) => `Form of the ${field}` },
  htmlHint: {
    id: "Di editor biasa menempel sebagai tulisan berformat, di tampilan kode sebagai HTML.",
    en: "Pastes as formatted text into a normal editor, as HTML into its code view.",
  },
  empty: { id: "Tidak ada teks untuk disalin.", en: "There is no text to copy." },
  files: { id: "Berkas, urut", en: "Files, in order" },
  openFolder: { id: "Buka folder", en: "Open the folder" },
  noFiles: { id: "Kiriman ini tanpa gambar.", en: "This post has no pictures." },

  phone: { id: "Ke ponsel", en: "To my phone" },
  phoneIntro: {
    id: "Berkas dan teks sekaligus, dengan halaman untuk menyalin.",
    en: "Files and texts in one, with a page to copy from.",
  },
  saveZip: { id: "Simpan ZIP", en: "Save a ZIP" },
  saved: { id: (path: string) => `Disimpan: ${path}`, en: (path: string) => `Saved: ${path}` },
  phoneOff: {
    id: "Atau ambil dengan kode QR. Selama kodenya tampil, laptop ini membuka satu alamat acak di jaringan lokal: satu kali unduh, paling lama 10 menit, tanpa enkripsi. Mati sampai diizinkan.",
    en: "Or fetch it with a QR code. While the code is shown, this laptop opens one random address on the local network: one download, ten minutes at most, not encrypted. Off until allowed.",
  },
  allow: { id: "Izinkan kode QR", en: "Allow QR codes" },
  disallow: { id: "Jangan izinkan lagi", en: "No longer allow" },
  showCode: { id: "Tampilkan kode QR", en: "Show the QR code" },
  closeCode: { id: "Tutup kode", en: "Close the code" },
  code: { id: "Kode QR alamat paket", en: "QR code of the pack's address" },
  scan: {
    id: "Pindai dengan kamera ponsel di Wi-Fi yang sama. Bila Windows bertanya, izinkan di jaringan pribadi.",
    en: "Scan with the phone's camera on the same Wi-Fi. If Windows asks, allow private networks.",
  },
  zipOnly: {
    id: "Isinya besar, jadi ponsel mendapat ZIP.",
    en: "It is large, so the phone gets a ZIP.",
  },
  left: { id: (time: string) => `Masih ${time}`, en: (time: string) => `${time} left` },
  between: { id: ".", en: ":" },
  fetched: { id: "Sudah diambil ponsel. Alamatnya ditutup.", en: "Fetched by a phone. The address is closed." },
  tooLate: {
    id: "10 menit lewat, alamatnya ditutup. Tampilkan lagi bila masih perlu.",
    en: "Ten minutes are over, the address is closed. Show it again if you still need it.",
  },

  finish: { id: "Bagaimana jadinya?", en: "How did it go?" },
  address: { id: "Alamat kiriman (boleh kosong)", en: "Address of the post (optional)" },
  addressExample: { id: "https://", en: "https://" },
  addressWrong: { id: "Alamat diawali https://", en: "An address begins with https://" },
  live: { id: "Sudah tayang", en: "It is live" },
  later: { id: "Nanti…", en: "Later…" },
  laterWhen: { id: "Kapan?", en: "When?" },
  pick: { id: "Pilih waktu…", en: "Pick a time…" },
  date: { id: "Tanggal", en: "Date" },
  time: { id: "Jam", en: "Time" },
  dateWrong: { id: "Bukan tanggal: coba 23/11 atau besok", en: "Not a date: try 23/11 or tomorrow" },
  timeWrong: { id: "Bukan jam: coba 19.00", en: "Not a time: try 19:00" },
  plan: { id: "Jadwalkan", en: "Plan it" },
  giveUp: { id: "Tidak jadi…", en: "Not posted…" },
  why: { id: "Kenapa?", en: "Why?" },
  note: { id: "Catatan (boleh kosong)", en: "Note (optional)" },
  keep: { id: "Catat", en: "Note it" },
  drop: { id: "Batalkan pengiriman ini", en: "Drop this delivery" },
  markedLive: {
    id: (network: string) => `Ditandai tayang di ${network}`,
    en: (network: string) => `Marked live on ${network}`,
  },
  postponed: { id: (when: string) => `Dipindah ke ${when}`, en: (when: string) => `Moved to ${when}` },
  givenUp: { id: "Dicatat tidak jadi tayang", en: "Noted as not posted" },
  dropped: { id: "Pengiriman dibatalkan", en: "Delivery dropped" },
  settled: { id: "Tidak ada lagi yang perlu dijawab.", en: "There is nothing left to answer." },
});

const fields = defineMessages({
  text: { id: "teks", en: "text" },
  title: { id: "judul", en: "headline" },
  hashtags: { id: "tagar", en: "hashtags" },
  link: { id: "tautan", en: "link" },
  first_comment: { id: "komentar pertama", en: "first comment" },
  alt_text: { id: "teks alternatif", en: "alternative text" },
  media: { id: "gambar", en: "pictures" },
});

/** The name of a field as it stands in a sentence. */
export const fieldName = (field: Field): string => fields[field];

const formats = defineMessages({
  plain: { id: "Biasa", en: "Plain" },
  html: { id: "HTML", en: "HTML" },
  bbcode: { id: "BBCode", en: "BBCode" },
});

/** The name of a form a text is copied in. */
export const formatName = (format: Format): string => formats[format];

const laters = defineMessages({
  in_an_hour: { id: "Satu jam lagi", en: "In an hour" },
  this_evening: { id: "Nanti malam", en: "This evening" },
  tomorrow: { id: "Besok", en: "Tomorrow" },
  at: { id: "Pilihan sendiri", en: "My own choice" },
});

/** A later time as people say it. */
export const laterName = (later: Later): string => laters[later.kind];

const reasons = defineMessages({
  refused: { id: "Jaringan menolak", en: "The network refused it" },
  no_access: { id: "Akun tidak bisa dibuka", en: "The account could not be reached" },
  other: { id: "Sebab lain", en: "Something else" },
});

/** Why something was not posted. */
export const reasonName = (why: WhyNot): string => reasons[why];
