import { defineMessages } from "../../i18n";
import { number } from "../../lib/format";

export const t = defineMessages({
  stars: { id: "Bintang", en: "Stars" },
  starsAre: {
    id: (n: number) => (n ? `${n} bintang` : "Tanpa bintang"),
    en: (n: number) => (n === 0 ? "No stars" : n === 1 ? "1 star" : `${n} stars`),
  },
  loading: { id: "Memuat", en: "Loading" },
  video: { id: "Video", en: "Video" },
  uses: {
    id: (n: number) => `${number(n)} kiriman`,
    en: (n: number) => (n === 1 ? "1 post" : `${number(n)} posts`),
  },
  noAlt: { id: "tanpa teks alternatif", en: "no alt text" },

  search: { id: "Cari nama, teks alternatif, tag", en: "Search names, alt texts, tags" },
  album: { id: "Album", en: "Album" },
  allMedia: { id: "Semua media", en: "All media" },
  results: { id: "Media", en: "Media" },
  none: { id: "Tidak ada yang cocok.", en: "Nothing matches." },
  empty: { id: "Media masih kosong.", en: "The library is still empty." },
  choose: {
    id: (n: number) => (n > 1 ? `Pakai ${number(n)} berkas` : "Pakai"),
    en: (n: number) => (n > 1 ? `Use ${number(n)} files` : "Use"),
  },
  chosen: { id: (n: number) => `${number(n)} dipilih`, en: (n: number) => `${number(n)} selected` },
  pickHint: {
    id: "Panah menjelajah, Spasi memilih, Enter memakai.",
    en: "Arrows move, Space selects, Enter uses.",
  },
});
