/** codex has no such thread: it stores nothing before the first turn, and the server that had started it is gone. */
export class ThreadNotStoredError extends Error {
  override readonly name = 'ThreadNotStoredError';

  constructor(
    readonly threadId: string,
    options?: ErrorOptions,
  ) {
    super('Codex has not stored this thread.', options);
  }
}
