import { expect, it } from "vitest";
import type { EditorHandle } from "../../components/text-editor/plain-editor";
import { Editors } from "./editors";

const editor = (text: string) => ({ text }) as EditorHandle;

it("a field that leaves late does not take its follower along", () => {
  const editors = new Editors();
  const leave = editors.ready("text", editor("before"));
  editors.ready("text", editor("after"));
  leave();
  expect(editors.get("text")?.text).toBe("after");
});

it("what is inserted goes where somebody wrote last, or into the text when that field is gone", () => {
  const editors = new Editors();
  editors.ready("text", editor("text"));
  const leave = editors.ready("part:0", editor("part"));
  expect(editors.current?.text).toBe("text");
  editors.entered("part:0");
  expect(editors.current?.text).toBe("part");
  leave();
  expect(editors.current?.text).toBe("text");
});
