import { expect, test, vi } from "vitest";
import { addressOf, navigation, parseAddress } from "./navigation.svelte";

test("an address reads back", () => {
  const address = addressOf("post", { id: "a b&c", day: "2026-11-18" });
  expect(parseAddress(address)).toEqual({ screen: "post", params: { id: "a b&c", day: "2026-11-18" } });
});

test("no address is today", () => {
  expect(parseAddress("")).toEqual({ screen: "today", params: {} });
  expect(addressOf("today")).toBe("#/today");
});

test("back leads one step back, or to what was named where there is none", () => {
  const steps: { state: unknown; hash: string }[] = [{ state: null, hash: "#/desk?id=d" }];
  const heard: (() => void)[] = [];
  const last = () => steps.at(-1) ?? { state: null, hash: "" };
  const location = {
    get hash() {
      return last().hash;
    },
    set hash(hash) {
      steps.push({ state: null, hash });
      for (const it of heard) it();
    },
  };
  const history = {
    get state() {
      return last().state;
    },
    replaceState(state: unknown, _: string, hash = last().hash) {
      steps[steps.length - 1] = { state, hash };
    },
    back() {
      steps.pop();
      for (const it of heard) it();
    },
  };
  vi.stubGlobal("location", location);
  vi.stubGlobal("history", history);
  vi.stubGlobal("addEventListener", (_: string, run: () => void) => heard.push(run));
  navigation.start();
  navigation.go("settings");
  navigation.back("post", { id: "p" });
  expect(navigation.screen).toBe("desk");
  navigation.back("post", { id: "p" });
  expect([navigation.screen, navigation.params["id"], steps.length]).toEqual(["post", "p", 1]);
});
