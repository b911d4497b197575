import { describe, expect, it } from "vitest";
import { cut, cutPlace } from "./cutting";

describe("where a text may end", () => {
  it("is after the last sentence that fits", () => {
    const text = "Dua cangkir, satu sore. Rp 68.000 sampai Desember. Datang ke Braga mulai jam empat.";
    expect(cut(text, 60)).toEqual({
      head: "Dua cangkir, satu sore. Rp 68.000 sampai Desember.",
      tail: "Datang ke Braga mulai jam empat.",
    });
  });

  it("is after a word where the only sentence end would waste most of the room", () => {
    const text = "Halo. Kopi jahe hangat untuk sore yang hujan di Dago dan di Braga";
    expect(cut(text, 30)).toEqual({
      head: "Halo. Kopi jahe hangat untuk",
      tail: "sore yang hujan di Dago dan di Braga",
    });
  });

  it("is known in small letters too, and not after a shortened word or inside a price", () => {
    expect(cut("kopi jahe hangat. mulai rp 18.000 di dago", 30).head).toBe("kopi jahe hangat.");
    expect(cut("Ayo datang ke sini. Kami ada di Jl. Braga nomor sepuluh", 38).head).toBe("Ayo datang ke sini.");
    expect(cut("“Enak!” kata Rani sambil minum", 20).head).toBe("“Enak!” kata Rani");
  });

  it("keeps a word that ends exactly there", () => {
    expect(cut("Kopi jahe hangat", 9)).toEqual({ head: "Kopi jahe", tail: "hangat" });
  });

  it("never falls inside a letter, and always takes one", () => {
    expect(cutPlace("👨‍👩‍👧👨‍👩‍👧", 10)).toBe(8);
    expect(cutPlace("👨‍👩‍👧", 3)).toBe(8);
  });

  it("leaves what fits alone, and knows lines as ends", () => {
    expect(cut("Kopi", 99)).toEqual({ head: "Kopi", tail: "" });
    expect(cut("Baris satu\nbaris dua yang panjang", 14)).toEqual({
      head: "Baris satu",
      tail: "baris dua yang panjang",
    });
  });
});
