import { expect, test } from "vitest";
import { CallFailure, toFailure } from "./failure";

test("a code with values stays what it is", () => {
  const failure = toFailure({ code: "offline", values: { a: "1" } });
  expect(failure).toBeInstanceOf(CallFailure);
  expect(failure).toMatchObject({ code: "offline", values: { a: "1" } });
});

test("a plain string from the shell becomes a defect that keeps its words", () => {
  expect(toFailure("invalid args `id`")).toMatchObject({ code: "defect", values: { detail: "invalid args `id`" } });
});

test("a failure is not wrapped twice", () => {
  const first = new CallFailure({ code: "not_found", values: {} });
  expect(toFailure(first)).toBe(first);
});

test("values may be missing", () => {
  expect(toFailure({ code: "offline" }).values).toEqual({});
});
