/**
 * Runs tasks first come, first served, at most `limit` at a time. A task keeps its slot until it settles.
 */
export class RequestQueue {
  private running = 0;
  private readonly waiting: { readonly start: () => void; readonly reject: (error: Error) => void }[] = [];
  private closedBy: Error | undefined;

  constructor(private readonly limit: number) {}

  /** Runs the task when it is its turn, and settles as it does. Rejects, without running it, once closed. */
  async run<T>(task: () => Promise<T>): Promise<T> {
    await this.enter();
    try {
      return await task();
    } finally {
      this.running--;
      this.waiting.shift()?.start();
    }
  }

  /** Rejects all that wait, and all that will come. Tasks that run are left alone. */
  close(error: Error): void {
    this.closedBy ??= error;
    for (const { reject } of this.waiting.splice(0)) reject(error);
  }

  private enter(): Promise<void> {
    if (this.closedBy) return Promise.reject(this.closedBy);
    if (this.running < this.limit) {
      this.running++;
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      // The slot is taken here, not when the caller continues: nobody may slip in between.
      const start = (): void => {
        this.running++;
        resolve();
      };
      this.waiting.push({ start, reject });
    });
  }
}
