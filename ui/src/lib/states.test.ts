import { expect, test } from "vitest";
import { wordTables } from "../i18n";
import type { DeliveryState } from "../ipc";
import { leadingState, markOf, type AnyState } from "./states";

const deliveryStates: DeliveryState[] = [
  "planned",
  "due",
  "sending",
  "processing",
  "handed_off",
  "live",
  "reminded",
  "in_network_draft",
  "retry_at",
  "failed",
  "needs_sign_in",
  "unknown",
  "missed",
  "held",
  "removed",
  "cancelled",
];

test("every delivery state has a shape of its own and a word", () => {
  const shapes = deliveryStates.map((state) => markOf(state).shape);
  expect(new Set(shapes).size).toBe(deliveryStates.length);
  for (const state of deliveryStates) expect(wordTables().get("states")?.[state]).toBeDefined();
});

test("editorial states have shapes no delivery has", () => {
  const editorial: AnyState[] = ["idea", "draft", "ready", "archived"];
  const taken = new Set(deliveryStates.map((state) => markOf(state).shape));
  for (const state of editorial) expect(taken.has(markOf(state).shape)).toBe(false);
});

test("the most urgent delivery stands for its post", () => {
  expect(leadingState({ editorial: "ready", states: ["live", "failed", "planned"] })).toBe("failed");
  expect(leadingState({ editorial: "ready", states: ["live", "planned"] })).toBe("planned");
  expect(leadingState({ editorial: "draft", states: [] })).toBe("draft");
});
