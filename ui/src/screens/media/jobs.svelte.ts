/** Long work that is under way: how far it is, and a way to end it. */
import { call, type JobId, type JobState, type KelolaEvent } from "../../ipc";
import { notices, session } from "../../session";

export class Jobs {
  all = $state.raw<ReadonlyMap<JobId, JobState>>(new Map());
  /** Those somebody has asked to end. */
  private ending = $state.raw<ReadonlySet<JobId>>(new Set());

  /** Asks what runs already, then follows the news until the returned function is called. */
  start(): () => void {
    const stop = session.on((event) => this.heard(event));
    void this.load();
    return stop;
  }

  isEnding(id: JobId): boolean {
    return this.ending.has(id);
  }

  async cancel(id: JobId): Promise<void> {
    this.ending = new Set([...this.ending, id]);
    try {
      await call("cancel_job", { id });
    } catch (thrown) {
      notices.sayFailure(thrown);
    }
  }

  private async load(): Promise<void> {
    try {
      const running = await call("list_jobs", {});
      this.all = new Map([...running.filter((it) => !it.finished).map((it) => [it.id, it] as const), ...this.all]);
    } catch {
      // The news tells the rest.
    }
  }

  private heard(event: KelolaEvent): void {
    if (event.name !== "job") return;
    const all = new Map(this.all);
    all.delete(event.id);
    if (!event.finished) all.set(event.id, event);
    this.all = all;
  }
}
