import { describe, expect, it } from "vitest";
import { cancel, carryTo, IDLE, move, pickUp, press, putDown, release, TREMOR } from "./carry";

const SHELF = "shelf";

const MON = "2026-11-16";
const THU = "2026-11-19";

describe("carrying by pointer", () => {
  it("a press and a release in place opens the card", () => {
    expect(release(press("p", MON, 100, 100), 100, 100)).toEqual({ carry: IDLE, outcome: { act: "open", id: "p" } });
  });

  it("a tremor of eight pixels is still a click", () => {
    let carry = press("p", MON, 100, 100);
    for (const [x, y] of [
      [104, 103],
      [95, 97],
      [100 + TREMOR, 100],
    ] as const) {
      carry = move(carry, x, y, THU);
      expect(carry.kind).toBe("pressed");
    }
    expect(release(carry, 100 + TREMOR, 100).outcome).toEqual({ act: "open", id: "p" });
  });

  it("beyond the tremor it is carried and dropped on the day under the pointer", () => {
    const carry = move(move(press("p", MON, 100, 100), 112, 100, MON), 400, 120, THU);
    expect(carry).toMatchObject({ kind: "dragged", over: THU, x: 400, y: 120 });
    expect(release(carry, 400, 120).outcome).toEqual({ act: "drop", id: "p", from: MON, to: THU });
  });

  it("coming back to where it began, or leaving the calendar, changes nothing and opens nothing", () => {
    const away = move(press("p", MON, 100, 100), 400, 120, THU);
    expect(release(move(away, 100, 100, MON), 100, 100).outcome).toEqual({ act: "nothing" });
    expect(release(move(away, 900, 900, null), 900, 900).outcome).toEqual({ act: "nothing" });
  });

  it("a fixed card is never lifted, and a long pull on it is not a click", () => {
    const carry = move(press("p", MON, 100, 100), 300, 100, THU, true);
    expect(carry.kind).toBe("pressed");
    expect(release(carry, 300, 100).outcome).toEqual({ act: "nothing" });
  });

  it("goes to the unscheduled column and back", () => {
    const carry = move(press("p", MON, 0, 0), 100, 0, SHELF);
    expect(release(carry, 100, 0).outcome).toEqual({ act: "drop", id: "p", from: MON, to: SHELF });
  });

  it("a cancelled drag leaves nothing behind", () => {
    expect(cancel()).toEqual({ carry: IDLE, outcome: { act: "nothing" } });
  });
});

describe("carrying by keyboard", () => {
  it("space lifts, arrows carry, enter drops", () => {
    const carry = carryTo(carryTo(pickUp("p", MON), "2026-11-17"), THU);
    expect(putDown(carry).outcome).toEqual({ act: "drop", id: "p", from: MON, to: THU });
  });

  it("enter where it was changes nothing", () => {
    expect(putDown(pickUp("p", MON)).outcome).toEqual({ act: "nothing" });
  });

  it("arrows carry only what is held", () => {
    expect(carryTo(IDLE, THU)).toBe(IDLE);
    expect(putDown(IDLE).outcome).toEqual({ act: "nothing" });
  });
});
