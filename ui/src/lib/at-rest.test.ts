import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { AtRest } from "./at-rest";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("a burst of wishes is one deed, after it", () => {
  const run = vi.fn();
  const counting = new AtRest(run, 100, 1000);
  for (let at = 0; at < 5; at++) {
    counting.want();
    vi.advanceTimersByTime(90);
  }
  expect(run).not.toHaveBeenCalled();
  vi.advanceTimersByTime(10);
  expect(run).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(5000);
  expect(run).toHaveBeenCalledTimes(1);
});

it("a burst that does not end is served now and then", () => {
  const run = vi.fn();
  const counting = new AtRest(run, 100, 250);
  for (let at = 0; at < 12; at++) {
    counting.want();
    vi.advanceTimersByTime(50);
  }
  expect(run).toHaveBeenCalledTimes(2);
});

it("what is done at once, or stopped, is not done again", () => {
  const run = vi.fn();
  const counting = new AtRest(run, 100, 250);
  counting.want();
  counting.now();
  counting.want();
  counting.stop();
  vi.advanceTimersByTime(1000);
  expect(run).toHaveBeenCalledTimes(1);
});
