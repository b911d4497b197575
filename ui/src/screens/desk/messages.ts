import { defineMessages } from "../../i18n";
import type { Field } from "../../ipc";

export const t = defineMessages({
  part: { id: (n: number) => `Bagian ${n}`, en: (n: number) => `Part ${n}` },
  back: { id: "Kembali ke kiriman", en: "Back to the post" },
  title: { id: (network: string) => `Posting di ${network}`, en: (network: string) => `Post on ${network}` },
  intro: {
    id: "Salin isinya, pasang berkasnya, lalu tandai tayang. Kelola tidak mengirim ke jaringan ini.",
    en: "Copy the text, attach the files, then mark it live. Kelola does not send to this network.",
  },
  openComposer: { id: "Buka halaman tulis", en: "Open the writing page" },
  texts: { id: "Teks", en: "Texts" },
  copy: { id: "Salin", en: "Copy" },
  copyField: { id: (field: string) => `Salin ${field}`, en: (field: string) => `Copy ${field}` },
  copied: { id: "Tersalin", en: "Copied" },
  copyFailed: {
    id: "Papan klip menolak. Teksnya sudah dipilih: tekan Ctrl C.",
    en: "The clipboard refused. The text is selected: press Ctrl C.",
  },
  empty: { id: "Tidak ada teks untuk disalin.", en: "There is no text to copy." },
  files: { id: "Berkas, urut", en: "Files, in order" },
  openFolder: { id: "Buka folder berkas", en: "Open the files' folder" },
  noFiles: { id: "Kiriman ini tanpa gambar.", en: "This post has no pictures." },
  finish: { id: "Sudah tayang?", en: "Is it live?" },
  address: { id: "Alamat kiriman (boleh kosong)", en: "Address of the post (optional)" },
  addressExample: { id: "https://", en: "https://" },
  addressWrong: { id: "Alamat diawali https://", en: "An address begins with https://" },
  live: { id: "Sudah tayang", en: "It is live" },
  later: { id: "Nanti saja", en: "Later" },
  nextSlot: { id: "Slot berikutnya", en: "Next slot" },
  drop: { id: "Batalkan pengiriman ini", en: "Drop this delivery" },
  markedLive: {
    id: (network: string) => `Ditandai tayang di ${network}`,
    en: (network: string) => `Marked live on ${network}`,
  },
  dropped: { id: "Pengiriman dibatalkan", en: "Delivery dropped" },
  isLive: { id: "Sudah ditandai tayang.", en: "Marked live already." },
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
