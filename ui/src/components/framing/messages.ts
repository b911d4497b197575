import { defineMessages } from "../../i18n";

export const t = defineMessages({
  title: { id: "Atur potongan", en: "Adjust the cuts" },
  close: { id: "Tutup", en: "Close" },
  places: { id: "Potongan tiap jaringan", en: "Cuts for each network" },
  place: {
    id: (network: string, shape: string) => `${network} ${shape}`,
    en: (network: string, shape: string) => `${network} ${shape}`,
  },
  placeOfAnyShape: {
    id: (network: string) => `${network}, bentuk bebas`,
    en: (network: string) => `${network}, any shape`,
  },
  more: { id: (n: number) => `Potongan lain (${n})`, en: (n: number) => `Other cuts (${n})` },
  fewer: { id: "Sembunyikan potongan lain", en: "Hide the other cuts" },
  anyShape: { id: "bentuk bebas", en: "any shape" },
  size: { id: (w: string, h: string) => `${w} × ${h}`, en: (w: string, h: string) => `${w} × ${h}` },
  whole: { id: "utuh", en: "whole" },
  withBars: { id: "utuh, ada pinggiran", en: "whole, with bars" },
  lost: { id: (percent: number) => `${percent} % terpotong`, en: (percent: number) => `${percent}% cut off` },
  focusLost: { id: "titik fokus terpotong", en: "focal point cut off" },
  own: { id: "bingkai sendiri", en: "own frame" },
  found: { id: (n: number) => `${n} temuan`, en: (n: number) => (n === 1 ? "1 finding" : `${n} findings`) },
  weighing: { id: "menimbang", en: "weighing" },

  mode: { id: (place: string) => `Cara memotong ${place}`, en: (place: string) => `How ${place} is cut` },
  wholePicture: { id: "Utuh", en: "Whole" },
  follow: { id: "Ikut titik fokus", en: "Follow the point" },
  bars: { id: "Utuh, berpinggiran", en: "Whole, with bars" },
  exact: { id: "Bingkai sendiri", en: "Own frame" },
  shared: {
    id: (n: number) => `Berlaku juga untuk ${n} potongan lain yang tidak punya bingkai sendiri.`,
    en: (n: number) =>
      n === 1
        ? "Goes for the one other cut without a frame of its own, too."
        : `Goes for the ${n} other cuts without a frame of their own, too.`,
  },
  takesAny: {
    id: "Di sini bentuk apa pun diterima; gambarnya hanya dikecilkan.",
    en: "Any shape is taken here; the picture is only made smaller.",
  },
  ownOnly: { id: "Hanya untuk potongan ini; yang lain tetap.", en: "For this cut alone; the others stay." },
  samePart: {
    id: "Bagian yang sama dipakai semua potongan tanpa bingkai sendiri. Geser bingkainya untuk mengubah yang ini saja.",
    en: "All cuts without a frame of their own show the same part. Move the frame to change this one alone.",
  },
  useForAlike: {
    id: (ratio: string, n: number) => `Pakai juga untuk ${n} potongan ${ratio} lain`,
    en: (ratio: string, n: number) =>
      n === 1 ? `Use for the other ${ratio} cut` : `Use for the ${n} other ${ratio} cuts`,
  },
  usedForAlike: {
    id: (n: number) => `Bingkai dipakai untuk ${n} potongan lain`,
    en: (n: number) => (n === 1 ? "Frame used for 1 other cut" : `Frame used for ${n} other cuts`),
  },
  closer: { id: "Dekatkan", en: "Closer" },
  further: { id: "Jauhkan", en: "Further away" },

  focus: { id: "Titik fokus", en: "Focal point" },
  focusSaid: {
    id: (x: number, y: number) =>
      `Titik fokus ${x} persen dari kiri, ${y} persen dari atas. Panah menggeser, Shift sepuluh kali lebih jauh`,
    en: (x: number, y: number) =>
      `Focal point ${x} percent from the left, ${y} percent from the top. Arrows move it, Shift ten times as far`,
  },
  fromLeft: { id: "Dari kiri, %", en: "From left, %" },
  fromTop: { id: "Dari atas, %", en: "From top, %" },
  percentWrong: { id: "0 sampai 100", en: "0 to 100" },
  frame: { id: "Bingkai", en: "Frame" },
  frameOf: { id: (place: string) => `Bingkai ${place}`, en: (place: string) => `Frame of ${place}` },
  frameSaid: {
    id: (x: number, y: number, width: number, height: number) =>
      `${x} persen dari kiri, ${y} persen dari atas, lebar ${width} persen, tinggi ${height} persen`,
    en: (x: number, y: number, width: number, height: number) =>
      `${x} percent from the left, ${y} percent from the top, ${width} percent wide, ${height} percent high`,
  },
  /** Read aloud where the frame changed by a key pressed elsewhere. */
  changed: {
    id: (place: string, frame: string) => `${place}: ${frame}`,
    en: (place: string, frame: string) => `${place}: ${frame}`,
  },
  left: { id: "Kiri", en: "Left" },
  top: { id: "Atas", en: "Top" },
  width: { id: "Lebar", en: "Width" },
  height: { id: "Tinggi", en: "Height" },
  unit: { id: "Satuan angka", en: "Unit of the numbers" },
  px: { id: "px", en: "px" },
  percent: { id: "%", en: "%" },
  between: {
    id: (least: string, most: string) => `${least} sampai ${most}`,
    en: (least: string, most: string) => `${least} to ${most}`,
  },
  keys: {
    id: "Klik menandai titik fokus. Bingkai: seret, atau panah 1 % dan Shift 5 %; Alt dan panah mengubah sisinya; + dan − mendekat dan menjauh; [ ] potongan lain; R ikut titik fokus.",
    en: "A click marks the focal point. Frame: drag it, or arrows 1% and Shift 5%; Alt and arrows change its sides; + and − closer and further; [ ] other cuts; R follows the point.",
  },

  original: { id: "Asli", en: "Original" },
  result: { id: "Jadinya", en: "Result" },
  quality: { id: (n: number) => `mutu ${n}`, en: (n: number) => `quality ${n}` },
  unweighed: {
    id: (why: string) => `Beratnya belum bisa dihitung. ${why}`,
    en: (why: string) => `It could not be weighed yet. ${why}`,
  },
  retry: { id: "Coba lagi", en: "Retry" },
});
