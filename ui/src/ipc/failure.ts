import type { Failure } from "./types";

/** A command did not succeed: carries the code and values its sentence is made from. */
export class CallFailure extends Error implements Failure {
  readonly code: string;
  readonly values: Record<string, string>;

  constructor(failure: Failure) {
    super(failure.code);
    this.name = "CallFailure";
    this.code = failure.code;
    this.values = failure.values;
  }
}

/** Reads whatever a rejected call threw. The shell answers a malformed call with a plain string. */
export function toFailure(thrown: unknown): CallFailure {
  if (thrown instanceof CallFailure) return thrown;
  if (typeof thrown === "object" && thrown !== null && "code" in thrown && typeof thrown.code === "string") {
    const values = "values" in thrown && typeof thrown.values === "object" ? thrown.values : null;
    return new CallFailure({ code: thrown.code, values: (values ?? {}) as Record<string, string> });
  }
  const detail = thrown instanceof Error ? thrown.message : String(thrown);
  return new CallFailure({ code: "defect", values: { detail } });
}
