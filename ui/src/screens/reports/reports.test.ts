import { expect, test, vi } from "vitest";
import type { Report, ReportDetail } from "../../ipc";
import { replaceDoor } from "../../ipc/door";
import { Reports } from "./reports.svelte";

function made(at: string, comment: string): ReportDetail {
  const report = {
    id: "r1",
    brand: "b1",
    period: { kind: "month", year: 2026, month: 11 },
    lang: "id",
    comments: {},
    sections: [],
    provisional: true,
    pdf_hash: at,
    pages: 1,
    made_at: at,
  } as unknown as Report;
  const section = { id: "summary", title: "", page: 1, takes_comment: true, comment, suggestions: [] };
  return { report, sections: [section] };
}

function answering(answers: Record<string, (given: { text?: string }) => Promise<unknown>>): void {
  replaceDoor({
    invoke: (_, args) => {
      const { name, args: given } = args["command"] as { name: string; args: { text?: string } };
      return (answers[name] ?? (() => Promise.resolve([])))(given);
    },
    listen: () => Promise.resolve(() => undefined),
    address: (path) => path,
  });
}

test("what is typed while the report is made anew is neither lost nor unsaved", async () => {
  let finish: (detail: ReportDetail) => void = () => undefined;
  let isAsked = false;
  const saved: (string | undefined)[] = [];
  answering({
    get_report: () => Promise.resolve(made("2026-11-30T01:00:00Z", "")),
    make_report: () => new Promise((resolve) => ([finish, isAsked] = [resolve, true])),
    save_comment: ({ text }) => {
      saved.push(text);
      return Promise.resolve(made("2026-11-30T01:02:00Z", text ?? ""));
    },
  });
  const reports = new Reports();
  await reports.open("r1");
  const making = reports.make({ kind: "month", year: 2026, month: 11 }, "id");
  await vi.waitFor(() => expect(isAsked).toBe(true));
  reports.write("summary", "Bulan yang baik");
  finish(made("2026-11-30T01:01:00Z", ""));
  await making;
  expect(reports.comment("summary")).toBe("Bulan yang baik");
  await reports.flush();
  expect(saved).toEqual(["Bulan yang baik"]);
  expect(reports.detail?.report.pdf_hash).toBe("2026-11-30T01:02:00Z");
});

test("an answer that was overtaken does not bring the old document back", async () => {
  let finish: (detail: ReportDetail) => void = () => undefined;
  let isAsked = false;
  answering({
    get_report: () => Promise.resolve(made("2026-11-30T01:00:00Z", "")),
    make_report: () => new Promise((resolve) => ([finish, isAsked] = [resolve, true])),
    save_comment: ({ text }) => Promise.resolve(made("2026-11-30T01:02:00Z", text ?? "")),
  });
  const reports = new Reports();
  await reports.open("r1");
  const making = reports.make({ kind: "month", year: 2026, month: 11 }, "id");
  await vi.waitFor(() => expect(isAsked).toBe(true));
  reports.write("summary", "Baru");
  await reports.flush();
  finish(made("2026-11-30T01:01:00Z", ""));
  await making;
  expect(reports.detail?.report.pdf_hash).toBe("2026-11-30T01:02:00Z");
});
