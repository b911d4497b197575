/** Stored reports: the open one, its comments on their way to the core, and what can be done with it. */
import { call, type CallFailure, exportReport, toFailure } from "../../ipc";
import type { Lang, Period, Report, ReportDetail, ReportId } from "../../ipc";
import { dayAndMonth, month } from "../../lib/format";
import { navigation, notices, session } from "../../session";
import { t } from "./messages";
import { bounds } from "./periods";

/** Comments are saved after this pause, in milliseconds; each save makes the document anew. */
const PAUSE = 700;

export class Reports {
  list = $state.raw<Report[]>([]);
  isLoaded = $state(false);
  detail = $state.raw<ReportDetail | null>(null);
  failure = $state.raw<CallFailure | null>(null);
  isMaking = $state(false);
  isSaving = $state(false);
  savedAt = $state<Date | null>(null);
  /** The section written to last: whether it is saved is said there. */
  written = $state<string | null>(null);
  /** What was typed and is not in the document yet, by section. */
  typed = $state.raw<Record<string, string>>({});

  private pending = new Set<string>();
  private saving: Promise<void> | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;

  async load(): Promise<void> {
    try {
      const list = await call("list_reports", {});
      this.list = [...list].sort((a, b) => bounds(b.period).first.localeCompare(bounds(a.period).first));
    } catch (thrown) {
      this.failure = toFailure(thrown);
    }
    this.isLoaded = true;
  }

  async open(id: ReportId): Promise<void> {
    if (this.detail?.report.id === id) return;
    await this.flush();
    try {
      this.show(await call("get_report", { id }));
      this.failure = null;
    } catch (thrown) {
      this.failure = toFailure(thrown);
    }
  }

  close(): void {
    this.detail = null;
  }

  async make(period: Period, lang: Lang): Promise<void> {
    this.isMaking = true;
    try {
      await this.flush();
      const detail = await call("make_report", { period, lang });
      this.show(detail);
      navigation.replace({ id: detail.report.id });
      await this.load();
    } catch (thrown) {
      notices.sayFailure(thrown);
    }
    this.isMaking = false;
  }

  async freeze(): Promise<void> {
    if (!this.detail) return;
    await this.flush();
    try {
      this.show(await call("freeze_report", { id: this.detail.report.id }));
      await this.load();
    } catch (thrown) {
      notices.sayFailure(thrown);
    }
  }

  async export(): Promise<void> {
    if (!this.detail) return;
    await this.flush();
    try {
      const done = await exportReport(this.detail.report.id);
      if (done) notices.say(t.exported(done.path));
    } catch (thrown) {
      notices.sayFailure(thrown);
    }
  }

  async remove(): Promise<void> {
    if (!this.detail) return;
    try {
      await call("remove_report", { id: this.detail.report.id });
      this.detail = null;
      navigation.replace({});
      notices.sayUndoable(t.removed);
    } catch (thrown) {
      notices.sayFailure(thrown);
    }
    await this.load();
  }

  comment(section: string): string {
    return this.typed[section] ?? this.detail?.sections.find((it) => it.id === section)?.comment ?? "";
  }

  write(section: string, text: string): void {
    if (!this.detail?.report.provisional) return;
    this.typed = { ...this.typed, [section]: text };
    this.written = section;
    this.pending.add(section);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.flush(), PAUSE);
  }

  /** A sentence derived from the numbers goes to the end of what is written already. */
  use(section: string, sentence: string): void {
    const before = this.comment(section).trimEnd();
    this.write(section, before ? `${before} ${sentence}` : sentence);
    void this.flush();
  }

  /** Saves what is typed, one section after the other, and resolves when the document has it. */
  flush(): Promise<void> {
    clearTimeout(this.timer);
    this.saving ??= this.save().finally(() => (this.saving = null));
    return this.saving;
  }

  private async save(): Promise<void> {
    if (this.pending.size === 0) return;
    this.isSaving = true;
    try {
      for (let section = this.next(); section !== undefined && this.detail; section = this.next()) {
        const text = this.comment(section);
        this.pending.delete(section);
        try {
          this.take(await call("save_comment", { id: this.detail.report.id, section, text }));
          this.savedAt = new Date();
        } catch (thrown) {
          this.pending.add(section);
          throw thrown;
        }
      }
    } catch (thrown) {
      notices.sayFailure(thrown);
    }
    this.isSaving = false;
  }

  private next(): string | undefined {
    return this.pending.values().next().value;
  }

  private show(detail: ReportDetail): void {
    // The same report made anew: what is being typed meanwhile stays.
    if (this.detail?.report.id === detail.report.id) {
      this.take(detail);
      return;
    }
    this.detail = detail;
    this.typed = {};
    this.pending.clear();
    this.savedAt = null;
  }

  /** Answers may overtake each other: the newest document stays. */
  private take(detail: ReportDetail): void {
    const now = this.detail?.report;
    if (now?.id === detail.report.id && now.made_at > detail.report.made_at) return;
    this.detail = detail;
  }
}

/** What a period is called in a list. */
export function periodName(period: Period): string {
  switch (period.kind) {
    case "month":
      return month(bounds(period).first);
    case "week":
      return t.week(period.week, period.year);
    case "range":
      return t.range(dayAndMonth(period.from), dayAndMonth(period.to));
  }
}

/** The month whose targets a report is measured by. */
export function targetMonth(detail: ReportDetail | null): string {
  const day = detail ? bounds(detail.report.period).first : session.today;
  return `${day.slice(0, 7)}-01`;
}
