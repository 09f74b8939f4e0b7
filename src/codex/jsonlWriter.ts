import type { Writable } from 'node:stream';
import { AbstractMessageWriter } from 'vscode-jsonrpc/node';
import type { Message, MessageWriter } from 'vscode-jsonrpc/node';
import { toLine } from './wireMessage.ts';
import type { WireTap } from './wireTap.ts';

/**
 * Writes messages as JSON lines, in order, and no faster than the other side reads: after a full buffer the next
 * line waits until it has drained.
 */
export class JsonlWriter extends AbstractMessageWriter implements MessageWriter {
  private last: Promise<void> = Promise.resolve();
  private failure: Error | undefined;

  constructor(
    private readonly stream: Writable,
    private readonly tap?: WireTap,
  ) {
    super();
    stream.on('error', (error: Error) => {
      this.failure ??= error;
      this.fireError(error);
    });
    stream.once('close', () => {
      // Not told as the connection's end: what the server has said by now can still be delivered.
      this.failure ??= new Error('The stream is closed');
    });
  }

  /** Resolves when the line is handed over; rejects when the stream has failed or is closed. */
  write(message: Message): Promise<void> {
    const written = this.last.then(() => this.writeNow(message));
    this.last = written.catch(() => undefined);
    return written;
  }

  end(): void {
    this.stream.end();
  }

  private writeNow(message: Message): Promise<void> {
    if (this.failure) throw this.failure;
    if (!this.stream.writable) throw new Error('The stream has ended');
    const line = toLine(message);
    this.tap?.('out', line);
    if (this.stream.write(`${line}\n`)) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const settle = (): void => {
        this.stream.off('drain', settle).off('close', settle).off('error', settle);
        if (this.failure) reject(this.failure);
        else resolve();
      };
      this.stream.once('drain', settle).once('close', settle).once('error', settle);
    });
  }
}
