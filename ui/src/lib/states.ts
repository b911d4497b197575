/** Which shape and tone a state is drawn with. */
import type { DeliveryState, Editorial, Progress } from "../ipc";

export type Shape =
  | "idea"
  | "draft"
  | "ready"
  | "archived"
  | "clock"
  | "waiting"
  | "sending"
  | "processing"
  | "plane"
  | "live"
  | "bell"
  | "tray"
  | "again"
  | "failed"
  | "key"
  | "ask"
  | "hourglass"
  | "held"
  | "removed"
  | "cancelled"
  | "partly";
export type Tone = "quiet" | "wait" | "live" | "ask" | "fail";
export type AnyState = DeliveryState | Editorial | Progress;

const marks: Record<AnyState, [Shape, Tone]> = {
  idea: ["idea", "quiet"],
  draft: ["draft", "quiet"],
  ready: ["ready", "quiet"],
  archived: ["archived", "quiet"],
  planned: ["clock", "wait"],
  due: ["waiting", "wait"],
  sending: ["sending", "wait"],
  processing: ["processing", "wait"],
  handed_off: ["plane", "wait"],
  live: ["live", "live"],
  reminded: ["bell", "ask"],
  in_network_draft: ["tray", "ask"],
  retry_at: ["again", "wait"],
  failed: ["failed", "fail"],
  needs_sign_in: ["key", "ask"],
  unknown: ["ask", "ask"],
  missed: ["hourglass", "ask"],
  held: ["held", "ask"],
  removed: ["removed", "quiet"],
  cancelled: ["cancelled", "quiet"],
  unscheduled: ["draft", "quiet"],
  scheduled: ["clock", "wait"],
  under_way: ["sending", "wait"],
  partly_live: ["partly", "live"],
  done: ["live", "live"],
  needs_attention: ["ask", "ask"],
};

/** The shape and tone of a state; every state has its own shape. */
export function markOf(state: AnyState): { shape: Shape; tone: Tone } {
  const [shape, tone] = marks[state];
  return { shape, tone };
}

// The most urgent first: what a post shows when its deliveries differ.
const urgency: DeliveryState[] = [
  "failed",
  "needs_sign_in",
  "unknown",
  "missed",
  "held",
  "sending",
  "reminded",
  "in_network_draft",
  "retry_at",
  "due",
  "processing",
  "handed_off",
  "planned",
  "live",
  "removed",
  "cancelled",
];

/** The one state that stands for a post: its most urgent delivery, or how far the writing is. */
export function leadingState(row: { editorial: Editorial; states: readonly DeliveryState[] }): AnyState {
  return urgency.find((state) => row.states.includes(state)) ?? row.editorial;
}

/** The same for a row of a list. */
export function rowState(row: { editorial: Editorial; deliveries: readonly { state: DeliveryState }[] }): AnyState {
  return leadingState({ editorial: row.editorial, states: row.deliveries.map((it) => it.state) });
}
