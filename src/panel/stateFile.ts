import { readFileSync, renameSync } from 'node:fs';
import { writeAtomically } from '../writeAtomically.ts';
import type { SurfaceStorage } from './surface.ts';

/**
 * Small state of the workspace (drafts, unsent messages, what is shown) in one JSON file of the extension host.
 * VS Code's own storage lives with the window and loses what was written just before the window is reloaded or
 * dies; this is on the disk a moment after each change. Read when it is first asked for.
 */
export class StateFile implements SurfaceStorage {
  private values: Record<string, unknown> | undefined;
  private writing: Promise<void> | undefined;
  private next: Promise<void> | undefined;

  /** `onError` gets what kept the file from being read or written; the state then lives as long as the window. */
  constructor(
    private readonly file: string,
    private readonly onError: (error: unknown) => void,
  ) {}

  get<T>(key: string): T | undefined {
    return this.load()[key] as T | undefined;
  }

  /** Resolves when the value is on the disk (or could not be written). undefined removes the key. */
  update(key: string, value: unknown): Promise<void> {
    const { [key]: _previous, ...others } = this.load();
    this.values = value === undefined ? others : { ...others, [key]: value };
    if (!this.writing) return this.startWriting();
    // One more write after the present one takes all changes until then.
    this.next ??= this.writing.then(() => this.startWriting());
    return this.next;
  }

  /** Resolves when all that was updated is on the disk. */
  async settled(): Promise<void> {
    await (this.next ?? this.writing);
  }

  private startWriting(): Promise<void> {
    this.next = undefined;
    this.writing = this.write().finally(() => {
      if (!this.next) this.writing = undefined;
    });
    return this.writing;
  }

  private async write(): Promise<void> {
    try {
      // What is changed in one go is written in one.
      await Promise.resolve();
      const partial = `${this.file}.${process.pid}.partial`;
      await writeAtomically(this.file, partial, JSON.stringify(this.values));
    } catch (error) {
      this.onError(error);
    }
  }

  private load(): Record<string, unknown> {
    this.values ??= this.read();
    return this.values;
  }

  private read(): Record<string, unknown> {
    try {
      const values: unknown = JSON.parse(readFileSync(this.file, 'utf8'));
      if (typeof values !== 'object' || values === null || Array.isArray(values))
        throw new Error('The file of the state holds something else.');
      return values as Record<string, unknown>;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
      this.onError(error);
      this.keepUnreadable();
      return {};
    }
  }

  /** What cannot be read is put aside for a person to look at, not overwritten. */
  private keepUnreadable(): void {
    try {
      renameSync(this.file, `${this.file}.unreadable`);
    } catch (error) {
      this.onError(error);
    }
  }
}
