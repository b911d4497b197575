import { expect, it } from "vitest";
import { framingWords } from "./framing";

const focus = { x: 0.334, y: 0.5 };
const crop = { network: "x", placement: "wide", area: { x: 0, y: 0, width: 1, height: 0.5 } };

it("an original's framing is said in sentences", () => {
  expect(framingWords({ focus, fit: { how: "fill" }, crops: [] })).toEqual([
    "Mengikuti titik fokus",
    "Titik fokus 33 % dari kiri, 50 % dari atas",
  ]);
  expect(framingWords({ focus, fit: { how: "bars" }, crops: [crop] })).toEqual([
    "Utuh, berpinggiran",
    "Titik fokus 33 % dari kiri, 50 % dari atas",
    "1 potongan punya bingkai sendiri",
  ]);
});
