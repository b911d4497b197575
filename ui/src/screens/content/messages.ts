import { defineMessages, wordIn } from "../../i18n";
import type { Editorial } from "../../ipc";
import { number } from "../../lib/format";
import { pillarName } from "../../lib/pillars";

const posts = (n: number) => (n === 1 ? "1 post" : `${number(n)} posts`);
const kiriman = (n: number) => `${number(n)} kiriman`;
const days = (n: number) => (n === 1 ? "1 day" : `${number(n)} days`);
const state = (it: Editorial) => wordIn("states", it);

export const t = defineMessages({
  title: { id: "Konten", en: "Content" },
  view: { id: "Tampilan", en: "View" },
  list: { id: "Daftar", en: "List" },
  board: { id: "Papan", en: "Board" },
  trash: { id: "Sampah", en: "Trash" },
  search: { id: "Cari judul atau isi", en: "Search titles and texts" },
  write: { id: "Tulis", en: "Write" },
  count: { id: kiriman, en: posts },
  atLeast: { id: (n: number) => `${number(n)}+ kiriman`, en: (n: number) => `${number(n)}+ posts` },
  found: { id: (n: number) => `${number(n)} cocok`, en: (n: number) => (n === 1 ? "1 match" : `${number(n)} matches`) },
  untitled: { id: "Tanpa judul", en: "Untitled" },
  times: {
    id: (first: string, count: number) => `${first}, ${number(count)} waktu`,
    en: (first: string, count: number) => `${first}, ${number(count)} times`,
  },
  noPlan: { id: "Belum dijadwalkan", en: "Unscheduled" },
  loading: { id: "Memuat", en: "Loading" },

  states: { id: "Keadaan", en: "State" },
  editorial: { id: "Kesiapan", en: "Readiness" },
  channels: { id: "Kanal", en: "Channel" },
  pillars: { id: "Pilar", en: "Pillar" },
  campaigns: { id: "Kampanye", en: "Campaign" },
  tags: { id: "Tag", en: "Tag" },
  filterBy: {
    id: (what: string) => `Saring menurut ${what.toLowerCase()}`,
    en: (what: string) => `Filter by ${what.toLowerCase()}`,
  },
  chosen: { id: (n: number) => `${n} dipilih`, en: (n: number) => `${n} chosen` },
  filters: { id: "Saringan", en: "Filters" },
  dropFilter: { id: (what: string) => `Lepas saringan ${what}`, en: (what: string) => `Drop the filter ${what}` },
  noPillars: { id: "Belum ada pilar yang dipakai", en: "No pillar is used yet" },
  noCampaigns: { id: "Belum ada kampanye", en: "No campaign yet" },
  noTags: { id: "Belum ada tag", en: "No tag yet" },
  noChannels: { id: "Belum ada kanal", en: "No channel yet" },
  clear: { id: "Hapus saringan", en: "Clear the filter" },
  none: { id: "Tidak ada yang cocok.", en: "Nothing matches." },
  archivedToo: { id: "Cari juga di arsip", en: "Search the archive too" },

  emptyTitle: { id: "Belum ada kiriman", en: "No posts yet" },
  emptyText: {
    id: "Setiap tulisan tersimpan di sini, dari ide sampai tayang.",
    en: "Every text is kept here, from idea to live.",
  },
  first: { id: "Tulis kiriman pertama", en: "Write the first post" },
  firstNote: { id: "Satu tulisan, satu versi per kanal", en: "One text, one version per channel" },
  emptyTrash: { id: "Tidak ada yang di sampah", en: "The trash is empty" },
  emptyTrashText: {
    id: "Kiriman yang dihapus ada di sini dan bisa dikembalikan.",
    en: "Posts that were removed are kept here and can be restored.",
  },

  edit: { id: "Ubah", en: "Edit" },
  remove: { id: "Hapus", en: "Remove" },
  restoreOne: { id: (name: string) => `Kembalikan ${name}`, en: (name: string) => `Restore ${name}` },
  restore: { id: "Kembalikan", en: "Restore" },
  removedAt: { id: (at: string) => `Dihapus ${at}`, en: (at: string) => `Removed ${at}` },
  moreActs: { id: (name: string) => `Lainnya untuk ${name}`, en: (name: string) => `More for ${name}` },
  moveTo: { id: (it: Editorial) => `Pindah ke ${state(it)}`, en: (it: Editorial) => `Move to ${state(it)}` },

  selectAll: { id: "Pilih semua", en: "Select all" },
  selectAllFound: { id: (n: number) => `Pilih semua ${number(n)}`, en: (n: number) => `Select all ${number(n)}` },
  selectFirst: {
    id: (n: number) => `Pilih ${number(n)} pertama`,
    en: (n: number) => `Select the first ${number(n)}`,
  },
  gathering: { id: "Mengumpulkan…", en: "Gathering…" },
  selected: { id: (n: number) => `${number(n)} dipilih`, en: (n: number) => `${number(n)} selected` },
  letGo: { id: "Batalkan pilihan", en: "Clear the selection" },
  bulk: { id: "Untuk yang dipilih", en: "For the selected" },
  addTag: { id: "Pasang tag", en: "Add a tag" },
  dropTag: { id: "Lepas tag", en: "Remove a tag" },
  setPillar: { id: "Pilar", en: "Pillar" },
  setCampaign: { id: "Kampanye", en: "Campaign" },
  noPillar: { id: "Tanpa pilar", en: "No pillar" },
  noCampaign: { id: "Tanpa kampanye", en: "No campaign" },
  newTag: { id: (name: string) => `Tag baru “${name}”`, en: (name: string) => `New tag “${name}”` },
  newPillar: { id: (name: string) => `Pilar baru “${name}”`, en: (name: string) => `New pillar “${name}”` },
  newCampaign: { id: (name: string) => `Kampanye baru “${name}”`, en: (name: string) => `New campaign “${name}”` },
  moveDays: { id: "Geser hari", en: "Move days" },
  daysLabel: { id: "Berapa hari", en: "How many days" },
  daysNote: {
    id: "Jamnya tetap. Angka minus menggeser ke hari sebelumnya.",
    en: "The time stays. A minus moves to earlier days.",
  },
  daysWrong: { id: "Tulis angka seperti 7 atau -3", en: "Write a number like 7 or -3" },
  move: { id: "Geser", en: "Move" },
  setState: { id: "Kesiapan", en: "Readiness" },

  /** How those are named that something was done to: one by its name, more by their number. */
  who: {
    id: (name: string, n: number) => (n === 1 ? `“${name}”` : kiriman(n)),
    en: (name: string, n: number) => (n === 1 ? `“${name}”` : posts(n)),
  },
  tagAdded: {
    id: (tag: string, who: string) => `Tag “${tag}” dipasang di ${who}.`,
    en: (tag: string, who: string) => `The tag “${tag}” was added to ${who}.`,
  },
  tagRemoved: {
    id: (tag: string, who: string) => `Tag “${tag}” dilepas dari ${who}.`,
    en: (tag: string, who: string) => `The tag “${tag}” was removed from ${who}.`,
  },
  pillarSet: {
    id: (pillar: string, who: string) => `Pilar ${who} sekarang ${pillarName(pillar)}.`,
    en: (pillar: string, who: string) => `The pillar of ${who} is now ${pillarName(pillar)}.`,
  },
  pillarCleared: {
    id: (who: string) => `${who} sekarang tanpa pilar.`,
    en: (who: string) => `${who} left without a pillar.`,
  },
  campaignSet: {
    id: (campaign: string, who: string) => `${who} masuk kampanye ${campaign}.`,
    en: (campaign: string, who: string) => `${who} joined ${campaign}.`,
  },
  campaignCleared: {
    id: (who: string) => `${who} dilepas dari kampanyenya.`,
    en: (who: string) => `${who} left the campaign.`,
  },
  archived: {
    id: (who: string) => `${who} diarsipkan.`,
    en: (who: string) => `${who} moved to the archive.`,
  },
  stateSet: {
    id: (it: Editorial, who: string) => `${who} pindah ke ${state(it)}.`,
    en: (it: Editorial, who: string) => `${who} moved to ${state(it)}.`,
  },
  movedLater: {
    id: (by: number, who: string) => `${who} digeser ${number(by)} hari ke depan.`,
    en: (by: number, who: string) => `${who} moved ${days(by)} later.`,
  },
  movedEarlier: {
    id: (by: number, who: string) => `${who} digeser ${number(by)} hari ke belakang.`,
    en: (by: number, who: string) => `${who} moved ${days(by)} earlier.`,
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
    id: (n: number) => `${kiriman(n)} tidak diubah`,
    en: (n: number) => (n === 1 ? "1 post was not changed" : `${number(n)} posts were not changed`),
  },
  andMore: { id: (n: number) => `dan ${number(n)} lagi`, en: (n: number) => `and ${number(n)} more` },
  close: { id: "Tutup", en: "Close" },

  emptyColumn: { id: "Kosong", en: "Empty" },
  unfold: { id: "Buka arsip", en: "Unfold the archive" },
  fold: { id: "Lipat arsip", en: "Fold the archive" },
  lifted: {
    id: (name: string) => `“${name}” diangkat. Panah kiri dan kanan memindah, Enter menaruh, Esc batal.`,
    en: (name: string) => `“${name}” is lifted. Left and right carry it, Enter drops it, Esc returns it.`,
  },
  over: { id: (it: Editorial) => `Di atas ${state(it)}`, en: (it: Editorial) => `Over ${state(it)}` },
  dropHere: { id: "Taruh di sini", en: "Drop it here" },
});
