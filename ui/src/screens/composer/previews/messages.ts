import { defineMessages } from "../../../i18n";
import type { More } from "../../../ipc";

export const t = defineMessages({
  justNow: { id: "baru saja", en: "just now" },
  noText: { id: "Belum ada teks", en: "No text yet" },
  noTitle: { id: "Belum ada judul", en: "No headline yet" },
  needsPicture: { id: "Perlu gambar", en: "Needs a picture" },
  needsVideo: { id: "Videonya diunggah sendiri", en: "The video is uploaded by hand" },
  hidesText: { id: "Teks tidak tampil di sini", en: "The text is not shown here" },
  hidesPictures: { id: "Gambar tidak tampil di sini", en: "Pictures are not shown here" },
  fold: { id: "Lipat lagi", en: "Fold again" },
  showAll: { id: "Tampilkan seluruhnya", en: "Show all of it" },
  earlier: { id: "Gambar sebelumnya", en: "Earlier picture" },
  later: { id: "Gambar berikutnya", en: "Next picture" },
  pictures: { id: "Gambar berjajar", en: "Pictures in a row" },
  place: { id: (at: number, of: number) => `${at}/${of}`, en: (at: number, of: number) => `${at}/${of}` },
  furtherPictures: { id: (n: number) => `+${n}`, en: (n: number) => `+${n}` },
  partPictures: {
    id: (n: number) => `${n} gambar`,
    en: (n: number) => (n === 1 ? "1 picture" : `${n} pictures`),
  },
  alt: { id: "ALT", en: "ALT" },
  comment: { id: "Komentar pertama", en: "First comment" },
  comments: { id: "Komentar", en: "Comments" },
  visit: { id: "Kunjungi", en: "Visit" },
  subscribe: { id: "Subscribe", en: "Subscribe" },
  follow: { id: "Ikuti", en: "Follow" },
  threadStarter: { id: "Pembuat utas", en: "Thread starter" },
  by: { id: (name: string) => `Oleh ${name}`, en: (name: string) => `By ${name}` },
  cutIsEstimated: {
    id: "Tempat teks terpotong adalah perkiraan; jaringan ini tidak mengumumkan angkanya.",
    en: "Where the text is cut is an estimate; this network states no number.",
  },
  isEstimated: {
    id: "Gambaran; tampilan di jaringan ini bisa sedikit berbeda.",
    en: "A sketch; on the network itself it may look a little different.",
  },
});

/** What opens the rest of a text, as the network says it; nothing where it opens nowhere. */
const openers = defineMessages({
  more: { id: "selengkapnya", en: "more" },
  see_more: { id: "Lihat selengkapnya", en: "See more" },
  show_more: { id: "Tampilkan lebih banyak", en: "Show more" },
  read_more: { id: "Baca selengkapnya", en: "Read more" },
});

export const openerOf = (more: More): string | null => (more === "nothing" ? null : openers[more]);
