/** What can be given back. */
export interface Disposable {
  dispose(): unknown;
}

/** Owns disposables and disposes them together, the last one added first. */
export class DisposableStore implements Disposable {
  private readonly items = new Set<Disposable>();
  private disposed = false;

  get isDisposed(): boolean {
    return this.disposed;
  }

  /** Takes ownership and returns the item. A store that is disposed disposes the item at once. */
  add<T extends Disposable>(item: T): T {
    if (this.disposed) item.dispose();
    else this.items.add(item);
    return item;
  }

  /** Disposes every item, even when some throw; then throws what the first of them threw. Twice is harmless. */
  dispose(): void {
    if (this.disposed) return;
    this.disposed = true;
    const items = [...this.items].toReversed();
    this.items.clear();
    const errors: unknown[] = [];
    for (const item of items) {
      try {
        item.dispose();
      } catch (error) {
        errors.push(error);
      }
    }
    if (errors.length > 0) throw errors[0];
  }
}
