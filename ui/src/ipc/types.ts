/** The shapes that cross the boundary between window and core: made from the Rust types, under the names screens use. */

export type * from "./bindings";
export type {
  Diagnosis as Doctor,
  Event as KelolaEvent,
  PostMetric as PostMetrics,
  SyncReport as SyncSummary,
  TestResult as Tested,
} from "./bindings";
