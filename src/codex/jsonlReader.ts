import type { Readable } from 'node:stream';
import { AbstractMessageReader, Message } from 'vscode-jsonrpc/node';
import type { DataCallback, Disposable, MessageReader, NotificationMessage } from 'vscode-jsonrpc/node';
import { NotificationBatch } from './notificationBatch.ts';
import { ReadPace, restMs } from './readPace.ts';
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
 * Follows the messages after which the reader stops reading: when it is delivered, so are they, and `resume` has to be
 * called. vscode-jsonrpc queues whatever it is given: without this, a server that talks faster than it is listened to
 * would fill the memory.
 */
export const endOfBatch: NotificationMessage = { jsonrpc: '2.0', method: '$/endOfBatch', params: {} };

/** UTF-16 units read, about, before what was read is delivered. */
const batchLength = 256 * 1024;

/** A function of its own, so that a profile tells it from what is done with a line. */
function parseJson(line: string): unknown {
  return JSON.parse(line);
}

/**
 * Reads messages from JSON lines: one object per line, in UTF-8, split at LF alone (U+2028 and U+2029 are text). A
 * line that is no message is told to `onMalformed` and skipped; the connection lives on. Notifications that come one
 * right after another are delivered as one `NotificationBatch`. `onFlood` is called once, when lines first come faster
 * than they are read one by one.
 */
export class JsonlReader extends AbstractMessageReader implements MessageReader {
  /** The line read so far. Pieces are joined once, at its end: a long line must not be searched again and again. */
  private pieces: string[] = [];
  private notifications: NotificationMessage[] = [];
  /** UTF-16 units given to vscode-jsonrpc since the last `endOfBatch`. */
  private givenLength = 0;
  /** Until `resume` nothing is read. */
  private isFull = false;
  private readonly pace = new ReadPace();
  private resting: NodeJS.Timeout | undefined;
  private hasRested = false;
  private isDisposed = false;

  constructor(
    private readonly stream: Readable,
    private readonly onMalformed: (line: MalformedLine) => void,
    private readonly tap?: WireTap,
    private readonly onFlood?: () => void,
  ) {
    super();
    // Characters may be split over chunks: the stream's decoder keeps the bytes of the unfinished one.
    stream.setEncoding('utf8');
  }

  listen(callback: DataCallback): Disposable {
    const onData = (chunk: string): void => {
      this.read(chunk, callback);
      this.deliverNotifications(callback);
      this.givenLength += chunk.length;
      const isFlood = this.pace.mustRest(performance.now());
      if (this.isDisposed) return;
      if (this.givenLength < batchLength) {
        if (isFlood) this.rest();
        return;
      }
      this.givenLength = 0;
      this.isFull = true;
      this.stream.pause();
      callback(endOfBatch);
    };
    let hasEnded = false;
    // A stream that is destroyed closes without an end.
    const onEnd = (): void => {
      if (hasEnded) return;
      hasEnded = true;
      this.endLine(callback);
      this.deliverNotifications(callback);
      callback(endOfInput);
    };
    const onError = (error: Error): void => this.fireError(error);
    this.stream.on('data', onData).once('end', onEnd).on('error', onError).once('close', onEnd);
    return {
      dispose: () =>
        void this.stream.off('data', onData).off('end', onEnd).off('error', onError).off('close', onEnd),
    };
  }

  /** Reads on, after `endOfBatch` was delivered. */
  resume(): void {
    this.isFull = false;
    this.stream.resume();
  }

  private rest(): void {
    if (!this.hasRested) this.onFlood?.();
    this.hasRested = true;
    this.stream.pause();
    this.resting = setTimeout(() => {
      this.resting = undefined;
      this.pace.rested(performance.now());
      // All that has come, as one chunk: it goes the way of the others, and may be followed by a rest, too.
      this.stream.read();
      if (!this.resting && !this.isFull) this.stream.resume();
    }, restMs);
  }

  override dispose(): void {
    super.dispose();
    this.isDisposed = true;
    clearTimeout(this.resting);
    // Nothing is delivered any more, and a server whose output nobody reads would hang instead of ending.
    this.resume();
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
      message = toMessage(parseJson(line));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.onMalformed({ bytes: Buffer.byteLength(line), start: line.slice(0, startChars), reason });
      return;
    }
    if (Message.isNotification(message)) {
      this.notifications.push(message);
      return;
    }
    this.deliverNotifications(callback);
    callback(message);
  }

  private deliverNotifications(callback: DataCallback): void {
    const { notifications } = this;
    if (notifications.length === 0) return;
    this.notifications = [];
    callback({
      jsonrpc: '2.0',
      method: '$/notifications',
      params: new NotificationBatch(notifications),
    } as Message);
  }
}
