import { defineMessages } from "../../../i18n";
import type { Snippet } from "../../../ipc";
import type { Group, Tone } from "./emoji";

export const t = defineMessages({
  insert: { id: "Sisipkan", en: "Insert" },
  insertThe: { id: (what: string) => `Sisipkan: ${what}`, en: (what: string) => `Insert: ${what}` },
  emoji: { id: "Emoji", en: "Emoji" },
  findEmoji: { id: "Cari emoji, mis. kopi", en: "Find an emoji, e.g. coffee" },
  emojiGroups: { id: "Kelompok emoji", en: "Groups of emoji" },
  emojiFound: {
    id: (count: number) => `${count} emoji ditemukan`,
    en: (count: number) => (count === 1 ? "1 emoji found" : `${count} emoji found`),
  },
  emojiNone: { id: "Tidak ada emoji dengan kata itu.", en: "No emoji by that word." },
  emojiNoRecent: { id: "Yang baru dipakai muncul di sini.", en: "Those used lately appear here." },
  emojiLoading: { id: "Memuat emoji", en: "Loading emoji" },
  emojiFailed: {
    id: "Emoji tidak bisa dimuat. Tutup lalu buka lagi.",
    en: "The emoji could not be loaded. Close and open again.",
  },
  skinTone: { id: "Warna kulit", en: "Skin tone" },

  loading: { id: "Memuat", en: "Loading" },
  noneFound: { id: "Tidak ada yang cocok.", en: "None fits." },
  back: { id: "Kembali", en: "Back" },
  keep: { id: "Simpan", en: "Save" },
  kept: { id: (name: string) => `${name} disimpan`, en: (name: string) => `${name} saved` },
  snippetRemoved: { id: (name: string) => `${name} dihapus`, en: (name: string) => `${name} removed` },
  editSnippet: { id: (name: string) => `Ubah ${name}`, en: (name: string) => `Edit ${name}` },
  removeSnippet: { id: (name: string) => `Hapus ${name}`, en: (name: string) => `Remove ${name}` },
  snippetName: { id: "Nama", en: "Name" },
  nameMissing: { id: "Beri nama agar mudah dicari", en: "Give it a name to find it by" },
  nothingToKeep: { id: "Belum ada yang disimpan", en: "There is nothing to save yet" },
  variables: {
    id: "Kata dalam kurung kurawal diisi saat disisipkan: {merek} {kampanye} {tanggal} {hari} {jam} {kanal}. Kata lain, mis. {harga}, ditanyakan.",
    en: "Words in braces are filled in when it is inserted: {brand} {campaign} {date} {day} {time} {channel}. Any other word, such as {price}, is asked for.",
  },
  fillIn: { id: (name: string) => `Isi ${name}`, en: (name: string) => `Fill in ${name}` },
  fillHint: {
    id: "Yang dikosongkan ditulis dalam kurung siku, supaya tidak terlewat.",
    en: "What is left empty is written in square brackets, so that it is not missed.",
  },

  linkBuilder: { id: "Tautan", en: "Link" },
  address: { id: "Alamat", en: "Address" },
  addressWrong: { id: "Tulis alamat, mis. kopisenja.id/menu", en: "Write an address, e.g. kopisenja.id/menu" },
  preset: { id: "Penanda UTM", en: "UTM tags" },
  utmOfNetwork: { id: "Menurut jaringan dan kampanye", en: "By network and campaign" },
  utmNone: { id: "Tanpa UTM", en: "Without UTM" },
  linkResult: { id: "Jadinya", en: "The result" },
  intoText: { id: "Sisipkan ke teks", en: "Insert into the text" },
  intoField: { id: "Taruh di kolom tautan", en: "Put into the link field" },
});

/** The fields of what is kept. */
export const snippetFields = defineMessages({
  text: { id: "Teks", en: "Text" },
  title: { id: "Judul", en: "Headline" },
  hashtags: { id: "Tagar", en: "Hashtags" },
  link: { id: "Tautan", en: "Link" },
  first_comment: { id: "Komentar pertama", en: "First comment" },
});

const hashtagWords = defineMessages({
  title: { id: "Tagar", en: "Hashtags" },
  find: { id: "Cari kumpulan tagar", en: "Find a set of hashtags" },
  none: { id: "Belum ada kumpulan tagar.", en: "No set of hashtags yet." },
  keep: { id: "Simpan tagar kiriman ini…", en: "Save this post’s hashtags…" },
});
const cuttingWords = defineMessages({
  title: { id: "Cuplikan", en: "Snippets" },
  find: { id: "Cari cuplikan", en: "Find a snippet" },
  none: { id: "Belum ada cuplikan.", en: "No snippet yet." },
  keep: { id: "Simpan teks ini sebagai cuplikan…", en: "Save this text as a snippet…" },
});
const templateWords = defineMessages({
  title: { id: "Templat", en: "Templates" },
  find: { id: "Cari templat", en: "Find a template" },
  none: { id: "Belum ada templat.", en: "No template yet." },
  keep: { id: "Simpan kiriman ini sebagai templat…", en: "Save this post as a template…" },
});

/** What the panel of a kind says. */
export const snippetWords = (kind: Snippet["kind"]) =>
  ({ hashtags: hashtagWords, snippet: cuttingWords, template: templateWords })[kind];

const groups = defineMessages({
  recent: { id: "Baru dipakai", en: "Used lately" },
  smileys: { id: "Senyum dan perasaan", en: "Smileys and emotion" },
  people: { id: "Orang dan tubuh", en: "People and body" },
  animals: { id: "Hewan dan alam", en: "Animals and nature" },
  food: { id: "Makanan dan minuman", en: "Food and drink" },
  travel: { id: "Perjalanan dan tempat", en: "Travel and places" },
  activities: { id: "Kegiatan", en: "Activities" },
  objects: { id: "Benda", en: "Objects" },
  symbols: { id: "Simbol", en: "Symbols" },
  flags: { id: "Bendera", en: "Flags" },
});

export const groupName = (group: Group | "recent"): string => groups[group];

const tones = defineMessages({
  0: { id: "Tanpa warna kulit", en: "No skin tone" },
  1: { id: "Cerah", en: "Light" },
  2: { id: "Cerah sedang", en: "Medium light" },
  3: { id: "Sedang", en: "Medium" },
  4: { id: "Gelap sedang", en: "Medium dark" },
  5: { id: "Gelap", en: "Dark" },
});

export const toneName = (tone: Tone): string => tones[tone];
