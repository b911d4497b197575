import { beforeEach, describe, expect, it } from "vitest";
import { Autosave, type Clock, LONGEST, PAUSE, type SaveResult, type SaveState } from "./autosave";

/** A clock that moves only when told, so that no test waits. */
class Hand implements Clock {
  time = 0;
  private due: { at: number; run: () => void }[] = [];
  now = () => this.time;
  after = (ms: number, run: () => void) => {
    const entry = { at: this.time + ms, run };
    this.due.push(entry);
    return () => {
      this.due = this.due.filter((it) => it !== entry);
    };
  };
  async pass(ms: number) {
    const end = this.time + ms;
    for (;;) {
      const next = this.due.filter((it) => it.at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.time = next.at;
      this.due = this.due.filter((it) => it !== next);
      next.run();
      await settled();
    }
    this.time = end;
    await settled();
  }
}

const settled = async () => {
  for (let i = 0; i < 10; i++) await Promise.resolve();
};

let clock: Hand;
let typed: string[];
let saved: string[];
let states: SaveState[];
let answer: () => Promise<SaveResult>;
let queue: Autosave;

beforeEach(() => {
  clock = new Hand();
  typed = [];
  saved = [];
  states = [];
  answer = async () => "saved";
  queue = new Autosave(
    {
      hasWork: () => typed.length > 0,
      save: async () => {
        const taken = typed;
        typed = [];
        const back = () => (typed = [...taken, ...typed]);
        let result: SaveResult;
        try {
          result = await answer();
        } catch (thrown) {
          back();
          throw thrown;
        }
        if (result === "conflict") back();
        else saved.push(taken.join(""));
        return result;
      },
      told: (state) => states.push(state),
    },
    clock,
  );
});

function type(letter: string) {
  typed.push(letter);
  queue.touch();
}

describe("autosave", () => {
  it("saves once after a pause, not at every key", async () => {
    for (const letter of "kopi") {
      type(letter);
      await clock.pass(100);
    }
    expect(saved).toEqual([]);
    await clock.pass(PAUSE);
    expect(saved).toEqual(["kopi"]);
    expect(states.at(-1)).toBe("saved");
  });

  it("saves somebody who never pauses", async () => {
    const apart = PAUSE / 2;
    for (let passed = 0; passed < LONGEST; passed += apart) {
      expect(saved).toEqual([]);
      type("a");
      await clock.pass(apart);
    }
    expect(saved).toHaveLength(1);
  });

  it("keeps one save in flight and sends the rest after it", async () => {
    let finish: (() => void) | undefined;
    let flying = 0;
    let most = 0;
    answer = () => {
      most = Math.max(most, ++flying);
      return new Promise((done) => {
        finish = () => {
          flying--;
          done("saved");
        };
      });
    };
    type("a");
    await clock.pass(PAUSE);
    type("b");
    await clock.pass(PAUSE * 4);
    expect(saved).toEqual([]);
    finish?.();
    await settled();
    await clock.pass(PAUSE);
    finish?.();
    await settled();
    expect(saved).toEqual(["a", "b"]);
    expect(most).toBe(1);
  });

  it("flush saves at once what no pause has saved yet", async () => {
    type("x");
    expect(await queue.flush()).toBe("saved");
    expect(saved).toEqual(["x"]);
  });

  it("flush waits for the save under way and for what came during it", async () => {
    let finish: (() => void) | undefined;
    answer = () => new Promise((done) => (finish = () => done("saved")));
    type("a");
    await clock.pass(PAUSE);
    typed.push("b");
    const flushed = queue.flush();
    finish?.();
    await settled();
    finish?.();
    expect(await flushed).toBe("saved");
    expect(saved).toEqual(["a", "b"]);
  });

  it("a failed save keeps the words, says so and tries again", async () => {
    let fail = true;
    answer = async () => {
      if (fail) throw new Error("data_locked");
      return "saved";
    };
    type("a");
    await clock.pass(PAUSE);
    expect(states.at(-1)).toBe("failed");
    expect(typed).toEqual(["a"]);
    fail = false;
    await clock.pass(1000);
    expect(saved).toEqual(["a"]);
  });

  it("a conflict stops everything until it is settled, and nothing is lost", async () => {
    answer = async () => "conflict";
    type("a");
    await clock.pass(PAUSE);
    type("b");
    await clock.pass(10_000);
    expect(states.at(-1)).toBe("conflict");
    expect(saved).toEqual([]);
    answer = async () => "saved";
    await queue.settle();
    expect(saved).toEqual(["ab"]);
  });

  it("taking theirs leaves nothing to save", async () => {
    answer = async () => "conflict";
    type("a");
    await clock.pass(PAUSE);
    typed = [];
    expect(await queue.settle()).toBe("saved");
    expect(saved).toEqual([]);
  });
});
