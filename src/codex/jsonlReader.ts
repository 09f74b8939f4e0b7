import type { Readable } from 'node:stream';
import { AbstractMessageReader } from 'vscode-jsonrpc/node';
import type {
  DataCallback,
  Disposable,
  Message,
  MessageReader,
  NotificationMessage,
} from 'vscode-jsonrpc/node';
import { toMessage } from './wireMessage.ts';
import type { WireTap } from './wireTap.ts';

/** A line that is no message: its size in UTF-8 bytes, its beginning, and what is wrong with it. */
export interface MalformedLine {
  readonly bytes: number;
  readonly start: string;
  readonly reason: string;
}

const startChars = 200;

/**
 * Follows the last message when the input has ended. It takes the way of the messages, not that of `onClose`,
 * because vscode-jsonrpc queues messages: what the server said last must be delivered before its loss is told.
 * Known by the identity of its params, so that no server can send it.
 */
export const endOfInput: NotificationMessage = { jsonrpc: '2.0', method: '$/endOfInput', params: {} };

/**
 * Reads messages from JSON lines: one object per line, in UTF-8, split at LF alone (U+2028 and U+2029 are text). A
 * line that is no message is told to `onMalformed` and skipped; the connection lives on.
 */
export class JsonlReader extends AbstractMessageReader implements MessageReader {
  /** The line read so far. Pieces are joined once, at its end: a long line must not be searched again and again. */
  private pieces: string[] = [];

  constructor(
    private readonly stream: Readable,
    private readonly onMalformed: (line: MalformedLine) => void,
    private readonly tap?: WireTap,
  ) {
    super();
    // Characters may be split over chunks: the stream's decoder keeps the bytes of the unfinished one.
    stream.setEncoding('utf8');
  }

  listen(callback: DataCallback): Disposable {
    const onData = (chunk: string): void => this.read(chunk, callback);
    let hasEnded = false;
    // A stream that is destroyed closes without an end.
    const onEnd = (): void => {
      if (hasEnded) return;
      hasEnded = true;
      this.endLine(callback);
      callback(endOfInput);
    };
    const onError = (error: Error): void => this.fireError(error);
    this.stream.on('data', onData).once('end', onEnd).on('error', onError).once('close', onEnd);
    return {
      dispose: () =>
        void this.stream.off('data', onData).off('end', onEnd).off('error', onError).off('close', onEnd),
    };
  }

  private read(chunk: string, callback: DataCallback): void {
    let start = 0;
    for (let end = chunk.indexOf('\n'); end !== -1; end = chunk.indexOf('\n', start)) {
      this.pieces.push(chunk.slice(start, end));
      start = end + 1;
      this.endLine(callback);
    }
    if (start < chunk.length) this.pieces.push(chunk.slice(start));
  }

  private endLine(callback: DataCallback): void {
    const line = this.pieces.length === 1 ? (this.pieces[0] ?? '') : this.pieces.join('');
    this.pieces = [];
    if (line.trim() === '') return;
    this.tap?.('in', line);
    let message: Message;
    try {
      message = toMessage(JSON.parse(line));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.onMalformed({ bytes: Buffer.byteLength(line), start: line.slice(0, startChars), reason });
      return;
    }
    callback(message);
  }
}
