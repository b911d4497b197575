import { defineMessages } from "../../i18n";
import type { JobState } from "../../ipc";
import { number } from "../../lib/format";
import type { Kind, Order, Used } from "./filters";

const files = (n: number) => (n === 1 ? "1 file" : `${number(n)} files`);
const berkas = (n: number) => `${number(n)} berkas`;
const posts = (n: number) => (n === 1 ? "1 post" : `${number(n)} posts`);
const kiriman = (n: number) => `${number(n)} kiriman`;
const starsId = (n: number) => (n ? `${n} bintang` : "Tanpa bintang");
const starsEn = (n: number) => (n === 0 ? "No stars" : n === 1 ? "1 star" : `${n} stars`);

export const t = defineMessages({
  title: { id: "Media", en: "Media" },
  view: { id: "Tampilan", en: "View" },
  grid: { id: "Kisi", en: "Grid" },
  trash: { id: "Sampah", en: "Trash" },
  tidy: { id: "Rapikan", en: "Tidy up" },
  search: { id: "Cari nama, teks alternatif, tag, kredit", en: "Search names, alt texts, tags, credits" },
  add: { id: "Tambah berkas", en: "Add files" },
  count: { id: berkas, en: files },
  found: { id: (n: number) => `${number(n)} cocok`, en: (n: number) => (n === 1 ? "1 match" : `${number(n)} matches`) },
  atLeastFound: { id: (n: number) => `${number(n)}+ cocok`, en: (n: number) => `${number(n)}+ matches` },
  file: { id: "berkas", en: "file" },
  untitled: { id: "Tanpa judul", en: "Untitled" },
  close: { id: "Tutup", en: "Close" },
  cancel: { id: "Batalkan", en: "Cancel" },
  drop: { id: "Lepas untuk memasukkan ke media", en: "Drop to take in" },
  dropIn: { id: (album: string) => `Lepas untuk memasukkan ke ${album}`, en: (album: string) => `Drop into ${album}` },

  filters: { id: "Saringan", en: "Filters" },
  tags: { id: "Tag", en: "Tag" },
  stars: { id: "Bintang", en: "Stars" },
  kind: { id: "Jenis", en: "Kind" },
  used: { id: "Pemakaian", en: "Use" },
  order: { id: "Urutan", en: "Order" },
  filterBy: {
    id: (what: string) => `Saring menurut ${what.toLowerCase()}`,
    en: (what: string) => `Filter by ${what.toLowerCase()}`,
  },
  chosen: { id: (n: number) => `${n} dipilih`, en: (n: number) => `${n} chosen` },
  dropFilter: { id: (what: string) => `Lepas saringan ${what}`, en: (what: string) => `Drop the filter ${what}` },
  atLeast: {
    id: (n: number) => (n === 5 ? "5 bintang" : `${n} bintang ke atas`),
    en: (n: number) => (n === 5 ? "5 stars" : n === 1 ? "1 star or more" : `${n} stars or more`),
  },
  starsAre: { id: starsId, en: starsEn },
  noTags: { id: "Belum ada tag", en: "No tag yet" },
  clear: { id: "Hapus saringan", en: "Clear the filter" },
  none: { id: "Tidak ada yang cocok.", en: "Nothing matches." },
  emptyAlbum: {
    id: "Album ini masih kosong. Seret gambar ke namanya, atau pilih lalu Tambah ke album.",
    en: "This album is still empty. Drag pictures onto its name, or select some and add them to it.",
  },
  selectAll: { id: "Pilih semua", en: "Select all" },

  albums: { id: "Album", en: "Albums" },
  allMedia: { id: "Semua media", en: "All media" },
  newAlbum: { id: "Album baru", en: "New album" },
  albumName: { id: "Nama album", en: "Name of the album" },
  albumExample: { id: "mis. Menu Ramadan", en: "e.g. Ramadan menu" },
  save: { id: "Simpan", en: "Save" },
  rename: { id: "Ganti nama", en: "Rename" },
  removeAlbum: { id: "Hapus album", en: "Remove the album" },
  albumActs: {
    id: (name: string) => `Lainnya untuk album ${name}`,
    en: (name: string) => `More for the album ${name}`,
  },
  albumRemoved: {
    id: (name: string) => `Album ${name} dihapus. Isinya tetap ada di media.`,
    en: (name: string) => `The album ${name} was removed. Its files stay in the library.`,
  },
  toPost: { id: "Lepas untuk menulis kiriman", en: "Drop to write a post" },

  emptyTitle: { id: "Belum ada media", en: "No media yet" },
  emptyText: {
    id: "Foto dan video yang dimasukkan di sini siap dipakai di semua kiriman. Berkas aslinya tidak pernah diubah.",
    en: "Photos and videos taken in here are ready for every post. The original files are never changed.",
  },
  firstNote: { id: "Pilih foto atau video dari laptop", en: "Choose photos or videos from the laptop" },
  pasteWay: { id: "Tempel gambar dari papan klip", en: "Paste a picture from the clipboard" },
  pasteNote: { id: "Tangkapan layar, gambar dari peramban", en: "A screenshot, a picture from the browser" },
  dropNote: {
    id: "Atau seret berkas maupun folder dari pengelola berkas ke jendela ini.",
    en: "Or drag files or a folder from the file manager into this window.",
  },
  emptyTrash: { id: "Tidak ada yang di sampah", en: "The trash is empty" },
  emptyTrashText: {
    id: "Berkas yang dihapus ada di sini dan bisa dikembalikan, sampai sampah dikosongkan.",
    en: "Files that were removed are kept here and can be restored, until the trash is emptied.",
  },

  jobs: {
    id: (kind: JobState["kind"], done: string, total: string) =>
      ({
        import: `Memasukkan ${done} dari ${total}`,
        batch: `Menyiapkan ${done} dari ${total}`,
        check: `Memeriksa ${done} dari ${total}`,
      })[kind],
    en: (kind: JobState["kind"], done: string, total: string) =>
      ({
        import: `Taking in ${done} of ${total}`,
        batch: `Preparing ${done} of ${total}`,
        check: `Checking ${done} of ${total}`,
      })[kind],
  },
  jobFailed: { id: (n: number) => `${number(n)} gagal`, en: (n: number) => `${number(n)} failed` },

  came: { id: "Hasil memasukkan berkas", en: "What came in" },
  cameFresh: { id: (n: number) => `${berkas(n)} masuk`, en: (n: number) => `${files(n)} came in` },
  cameKnown: { id: (n: number) => `${number(n)} sudah ada`, en: (n: number) => `${number(n)} there already` },
  cameAlike: {
    id: (n: number) => `${number(n)} mirip dengan yang sudah ada`,
    en: (n: number) => (n === 1 ? "1 looks like another" : `${number(n)} look like others`),
  },
  cameRefused: { id: (n: number) => `${number(n)} ditolak`, en: (n: number) => `${number(n)} refused` },
  looksLike: { id: (name: string) => `${name} mirip dengan`, en: (name: string) => `${name} looks like` },
  compare: { id: "Bandingkan", en: "Compare" },
  selectThese: { id: "Pilih yang baru masuk", en: "Select what came in" },
  andMore: { id: (n: number) => `dan ${number(n)} lagi`, en: (n: number) => `and ${number(n)} more` },

  selected: { id: (n: number) => `${number(n)} dipilih`, en: (n: number) => `${number(n)} selected` },
  selectAllFound: { id: (n: number) => `Pilih semua ${number(n)}`, en: (n: number) => `Select all ${number(n)}` },
  selectFirst: {
    id: (n: number) => `Pilih ${number(n)} pertama`,
    en: (n: number) => `Select the first ${number(n)}`,
  },
  gathering: { id: "Mengumpulkan…", en: "Gathering…" },
  letGo: { id: "Batalkan pilihan", en: "Clear the selection" },
  bulk: { id: "Untuk yang dipilih", en: "For the selected" },
  addTag: { id: "Pasang tag", en: "Add a tag" },
  dropTag: { id: "Lepas tag", en: "Remove a tag" },
  newTag: { id: (name: string) => `Tag baru “${name}”`, en: (name: string) => `New tag “${name}”` },
  addToAlbum: { id: "Tambah ke album", en: "Add to an album" },
  freshAlbum: { id: (name: string) => `Album baru “${name}”`, en: (name: string) => `New album “${name}”` },
  leaveAlbum: { id: (name: string) => `Keluarkan dari ${name}`, en: (name: string) => `Take out of ${name}` },
  setStars: { id: "Beri bintang", en: "Rate" },
  setCredit: { id: "Kredit", en: "Credit" },
  prepare: { id: "Siapkan untuk jaringan", en: "Prepare for networks" },
  prepareShort: { id: "Siapkan", en: "Prepare" },
  writePost: { id: "Pakai di kiriman baru", en: "Use in a new post" },
  tooManyForPost: {
    id: (most: number) => `Satu kiriman memuat paling banyak ${most} gambar`,
    en: (most: number) => `One post holds at most ${most} pictures`,
  },
  remove: { id: "Hapus", en: "Remove" },
  restore: { id: "Kembalikan", en: "Restore" },

  who: {
    id: (name: string, n: number) => (n === 1 ? `“${name}”` : berkas(n)),
    en: (name: string, n: number) => (n === 1 ? `“${name}”` : files(n)),
  },
  tagAdded: {
    id: (tag: string, who: string) => `Tag “${tag}” dipasang di ${who}.`,
    en: (tag: string, who: string) => `The tag “${tag}” was added to ${who}.`,
  },
  tagRemoved: {
    id: (tag: string, who: string) => `Tag “${tag}” dilepas dari ${who}.`,
    en: (tag: string, who: string) => `The tag “${tag}” was removed from ${who}.`,
  },
  starsSet: {
    id: (n: number, who: string) => `${starsId(n)} untuk ${who}.`,
    en: (n: number, who: string) => `${starsEn(n)} for ${who}.`,
  },
  creditSet: {
    id: (who: string) => `Kredit dan lisensi ${who} disimpan.`,
    en: (who: string) => `Credit and licence of ${who} were saved.`,
  },
  albumJoined: {
    id: (album: string, who: string) => `${who} masuk album ${album}.`,
    en: (album: string, who: string) => `${who} joined the album ${album}.`,
  },
  albumLeft: {
    id: (album: string, who: string) => `${who} keluar dari album ${album}.`,
    en: (album: string, who: string) => `${who} left the album ${album}.`,
  },
  removed: {
    id: (who: string) => `${who} dipindah ke Sampah.`,
    en: (who: string) => `${who} moved to the trash.`,
  },
  restored: {
    id: (who: string) => `${who} dikembalikan dari Sampah.`,
    en: (who: string) => `${who} restored from the trash.`,
  },
  refused: {
    id: (n: number) => `${berkas(n)} tidak diubah`,
    en: (n: number) => (n === 1 ? "1 file was not changed" : `${number(n)} files were not changed`),
  },

  details: { id: "Rincian", en: "Details" },
  pictureOf: { id: (name: string) => `Gambar ${name}`, en: (name: string) => `Picture of ${name}` },
  fileName: { id: "Nama berkas", en: "File name" },
  nameWrong: { id: "Tulis nama berkasnya", en: "Write a file name" },
  facts: { id: "Ukuran dan asal", en: "Size and origin" },
  size: { id: "Ukuran", en: "Size" },
  weight: { id: "Berat", en: "Weight" },
  format: { id: "Format", en: "Format" },
  length: { id: "Durasi", en: "Length" },
  cameIn: { id: "Masuk", en: "Came in" },
  alt: { id: "Teks alternatif", en: "Alt text" },
  altExample: {
    id: "mis. Dua cangkir kopi di meja kayu, langit jingga di jendela",
    en: "e.g. Two cups of coffee on a wooden table, an orange sky in the window",
  },
  altHint: {
    id: "Ikut terpasang saat gambar dipakai di kiriman.",
    en: "Comes along when the picture is used in a post.",
  },
  credit: { id: "Kredit", en: "Credit" },
  creditExample: { id: "mis. Foto: Rina Ayu", en: "e.g. Photo: Rina Ayu" },
  licence: { id: "Lisensi", en: "Licence" },
  licenceExample: { id: "mis. milik sendiri, CC BY 4.0", en: "e.g. our own, CC BY 4.0" },
  tagsField: { id: "Tag", en: "Tags" },
  tagsExample: { id: "mis. menu, teras", en: "e.g. menu, terrace" },
  saved: { id: (at: string) => `Tersimpan ${at}`, en: (at: string) => `Saved ${at}` },
  allSaved: { id: "Semua tersimpan", en: "All saved" },
  saving: { id: "Menyimpan…", en: "Saving…" },
  unsaved: { id: "Belum tersimpan", en: "Not saved yet" },
  saveFailed: { id: "Belum tersimpan, dicoba lagi", en: "Not saved, trying again" },

  framing: { id: "Potongan", en: "Cuts" },
  framingFocus: {
    id: (x: number, y: number) => `Titik fokus ${x} % dari kiri, ${y} % dari atas`,
    en: (x: number, y: number) => `Focal point ${x}% from the left, ${y}% from the top`,
  },
  framingFill: { id: "Mengikuti titik fokus", en: "Follows the focal point" },
  framingBars: { id: "Utuh, berpinggiran", en: "Whole, with bars" },
  framingPart: { id: "Bagian yang sama di semua jaringan", en: "The same part on every network" },
  framingCrops: {
    id: (n: number) => `${n} potongan punya bingkai sendiri`,
    en: (n: number) => (n === 1 ? "1 cut has a frame of its own" : `${n} cuts have a frame of their own`),
  },
  setFraming: { id: "Atur potongan", en: "Adjust the cuts" },

  usedIn: { id: "Dipakai di", en: "Used in" },
  notUsed: { id: "Belum dipakai di kiriman mana pun.", en: "No post uses it yet." },
  noPlan: { id: "Belum dijadwalkan", en: "Unscheduled" },
  fixedUse: {
    id: "Sudah tayang atau sedang dikirim, gambarnya tetap",
    en: "Live or being sent, its picture stays",
  },
  replaceAll: { id: "Ganti di semua kiriman", en: "Replace in all posts" },
  replaceTitle: { id: "Pilih penggantinya", en: "Choose what replaces it" },
  replaceHere: { id: "Ganti dengan ini", en: "Replace with this" },
  replaced: {
    id: (n: number) => `Gambar diganti di ${kiriman(n)}.`,
    en: (n: number) => `The picture was replaced in ${posts(n)}.`,
  },
  keptOld: {
    id: (n: number) => `${kiriman(n)} tetap memakai gambar lama`,
    en: (n: number) => (n === 1 ? "1 post keeps the old picture" : `${posts(n)} keep the old picture`),
  },
  alike: { id: "Mirip", en: "Looks alike" },
  noAlike: { id: "Tidak ada yang mirip.", en: "Nothing looks like it." },

  prepareTitle: { id: "Siapkan untuk jaringan", en: "Prepare for networks" },
  prepareFor: {
    id: (who: string) => `${who}, dipotong dan dikecilkan menurut bingkainya sendiri.`,
    en: (who: string) => `${who}, cropped and shrunk by each one's own framing.`,
  },
  otherNetworks: { id: "Jaringan lain", en: "Other networks" },
  usual: { id: "biasa dipakai", en: "the usual one" },
  prepareGo: {
    id: (n: number) => `Pilih folder dan siapkan ${berkas(n)}`,
    en: (n: number) => `Choose a folder and prepare ${files(n)}`,
  },
  chooseSome: { id: "Pilih dulu potongannya", en: "Choose a cut first" },
  selectSome: { id: "Pilih dulu gambarnya di kisi", en: "Select pictures in the grid first" },
  written: {
    id: (n: number, folder: string) => `${berkas(n)} ditulis ke ${folder}`,
    en: (n: number, folder: string) => `${files(n)} written to ${folder}`,
  },
  writtenSome: {
    id: (n: number, folder: string) => `Dihentikan. ${berkas(n)} sudah ditulis ke ${folder}`,
    en: (n: number, folder: string) => `Stopped. ${files(n)} written to ${folder} by then`,
  },
  notWritten: { id: (n: number) => `${berkas(n)} gagal`, en: (n: number) => `${files(n)} failed` },

  checkAgain: { id: "Periksa lagi", en: "Check again" },
  checking: { id: "Memeriksa media…", en: "Checking the library…" },
  missing: { id: "Berkas hilang", en: "Missing files" },
  missingNote: {
    id: "Berkas aslinya tidak ada lagi di folder media. Kiriman yang memakainya belum bisa dikirim.",
    en: "The original is no longer in the media folder. Posts that use it cannot be sent.",
  },
  noMissing: { id: "Tidak ada yang hilang.", en: "Nothing is missing." },
  findOne: { id: "Tunjukkan berkasnya", en: "Show the file" },
  findOneOf: { id: (name: string) => `Tunjukkan berkasnya: ${name}`, en: (name: string) => `Show the file: ${name}` },
  findFolder: { id: "Cari di folder", en: "Search a folder" },
  useOther: { id: "Pakai yang lain", en: "Use another" },
  useOtherFor: { id: (name: string) => `Pakai yang lain: ${name}`, en: (name: string) => `Use another: ${name}` },
  removeOf: { id: (name: string) => `Hapus ${name}`, en: (name: string) => `Remove ${name}` },
  foundOne: { id: (name: string) => `${name} kembali.`, en: (name: string) => `${name} is back.` },
  foundMany: {
    id: (found: number, left: number) =>
      left ? `${berkas(found)} kembali, ${number(left)} masih hilang.` : `${berkas(found)} kembali.`,
    en: (found: number, left: number) => `${files(found)} back${left ? `, ${number(left)} still missing.` : "."}`,
  },
  duplicates: { id: "Kembar dan mirip", en: "Duplicates" },
  duplicatesNote: {
    id: "Simpan satu; kiriman yang memakai lainnya ikut beralih, dan lainnya pindah ke Sampah.",
    en: "Keep one; posts that use the others follow, and the others move to the trash.",
  },
  comparePictures: { id: "Bandingkan semua gambar", en: "Compare all pictures" },
  comparing: { id: "Membandingkan…", en: "Comparing…" },
  unseen: {
    id: (n: number) => `${number(n)} gambar belum pernah dibandingkan.`,
    en: (n: number) => (n === 1 ? "1 picture was never compared." : `${number(n)} pictures were never compared.`),
  },
  noDuplicates: { id: "Tidak ada yang kembar.", en: "No duplicates." },
  groupOf: { id: (n: number) => `${number(n)} yang mirip`, en: (n: number) => `${number(n)} that look alike` },
  keepThis: { id: "Simpan ini, ganti lainnya", en: "Keep this one, replace the others" },
  keepNamed: {
    id: (name: string) => `Simpan ini, ganti lainnya: ${name}`,
    en: (name: string) => `Keep this one, replace the others: ${name}`,
  },
  keepAll: { id: "Simpan semua", en: "Keep all" },
  kept: {
    id: (name: string, n: number) => `${name} disimpan, ${berkas(n)} pindah ke Sampah.`,
    en: (name: string, n: number) => `${name} stays, ${files(n)} moved to the trash.`,
  },
  keptPartly: {
    id: (n: number, left: number) =>
      `${berkas(n)} pindah ke Sampah, ${number(left)} masih dipakai kiriman yang sudah tayang.`,
    en: (n: number, left: number) =>
      `${files(n)} moved to the trash, ${number(left)} still shown by posts that are live.`,
  },
  postsOf: {
    id: (n: number) => (n ? kiriman(n) : "belum dipakai"),
    en: (n: number) => (n ? posts(n) : "not used yet"),
  },
  unused: { id: "Belum dipakai", en: "Not used" },
  unusedNote: {
    id: (n: number, weight: string) => `${berkas(n)} tidak dipakai kiriman mana pun, ${weight}.`,
    en: (n: number, weight: string) => `${files(n)} that no post uses, ${weight}.`,
  },
  noUnused: { id: "Semua media dipakai.", en: "Everything is used." },
  seeUnused: { id: "Lihat di kisi", en: "See them in the grid" },
  heaps: { id: "Ruang di laptop", en: "Space on the laptop" },
  heapStray: { id: "Berkas liar", en: "Stray files" },
  heapStrayNote: {
    id: "Ada di folder media, tetapi tidak dikenal media, pengiriman, maupun laporan mana pun.",
    en: "In the media folder, but unknown to the library, to any delivery and to any report.",
  },
  heapRenditions: { id: "Gambar siap kirim", en: "Prepared pictures" },
  heapRenditionsNote: {
    id: "Dibuat ulang sendiri saat diperlukan. Yang terikat pengiriman tetap ada.",
    en: "Made again by themselves when needed. Those a delivery holds stay.",
  },
  heapTrash: { id: "Sampah", en: "Trash" },
  heapTrashNote: {
    id: "Mengosongkannya menghapus untuk seterusnya dari laptop ini.",
    en: "Emptying it deletes for good from this laptop.",
  },
  heapNeeded: {
    id: (n: number) => `${berkas(n)} tetap disimpan: kiriman, riwayat, atau langkah urungkan masih memerlukannya.`,
    en: (n: number) =>
      n === 1
        ? "1 file stays: a post, a history or an undo step still needs it."
        : `${files(n)} stay: posts, histories or undo steps still need them.`,
  },
  heapOf: {
    id: (n: number, weight: string) => (n ? `${berkas(n)}, ${weight}` : "Kosong"),
    en: (n: number, weight: string) => (n ? `${files(n)}, ${weight}` : "Empty"),
  },
  cleanStray: { id: "Hapus berkas liar", en: "Delete stray files" },
  cleanRenditions: { id: "Hapus gambar siap kirim", en: "Delete prepared pictures" },
  cleanTrash: { id: "Kosongkan sampah", en: "Empty the trash" },
  cleanTitle: { id: "Hapus untuk seterusnya?", en: "Delete for good?" },
  cleanText: {
    id: (what: string) => `${what} dihapus dari laptop ini dan tidak bisa diurungkan.`,
    en: (what: string) => `${what} will be deleted from this laptop. This cannot be undone.`,
  },
  cleaned: {
    id: (n: number, weight: string, kept: number) =>
      `${berkas(n)} dihapus, ${weight} lega.${kept ? ` ${berkas(kept)} tetap disimpan.` : ""}`,
    en: (n: number, weight: string, kept: number) =>
      `${files(n)} deleted, ${weight} freed.${kept ? ` ${files(kept)} kept.` : ""}`,
  },
});

const kinds = defineMessages({
  all: { id: "Semua jenis", en: "All kinds" },
  picture: { id: "Gambar", en: "Pictures" },
  video: { id: "Video", en: "Videos" },
});
export const kindName = (kind: Kind): string => kinds[kind];

const orders = defineMessages({
  newest: { id: "Terbaru", en: "Newest first" },
  oldest: { id: "Terlama", en: "Oldest first" },
  name: { id: "Nama", en: "Name" },
  largest: { id: "Terbesar", en: "Largest first" },
  stars: { id: "Bintang terbanyak", en: "Most stars" },
});
export const orderName = (order: Order): string => orders[order];

const uses = defineMessages({
  all: { id: "Semua", en: "All" },
  used: { id: "Sudah dipakai", en: "Used" },
  unused: { id: "Belum dipakai", en: "Not used" },
});
export const usedName = (used: Used): string => uses[used];
