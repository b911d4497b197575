/** Does something once when a burst of wishes for it is over, and now and then while one goes on. */
export class AtRest {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private since: number | null = null;

  /** After a pause of `rest` milliseconds, or `longest` after the first wish that was not heard yet. */
  constructor(
    private readonly run: () => void,
    private readonly rest: number,
    private readonly longest: number,
  ) {}

  want(): void {
    const now = performance.now();
    this.since ??= now;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.now(), Math.max(0, Math.min(this.rest, this.since + this.longest - now)));
  }

  /** Does it at once; what was wished for is done with it. */
  now(): void {
    this.stop();
    this.run();
  }

  /** Forgets what was wished for. */
  stop(): void {
    clearTimeout(this.timer);
    this.since = null;
  }
}
