import { createInterface } from 'node:readline';
import { PassThrough } from 'node:stream';
import { CodexConnection } from '../../../src/codex/codexConnection.ts';
import type { CodexConnectionOptions, IncomingRequest } from '../../../src/codex/codexConnection.ts';
import type { Logger } from '../../../src/codex/logger.ts';
import type { TransportLostError } from '../../../src/errors.ts';

/** A line that the client has sent. */
export interface SentLine {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Record<string, unknown>;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string };
}

/** A log that only remembers. */
export function createTestLog(): Logger & { readonly lines: string[] } {
  const lines: string[] = [];
  const write = (level: string) => (message: string | Error) =>
    void lines.push(`${level} ${String(message)}`);
  return {
    lines,
    trace: write('trace'),
    debug: write('debug'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
  };
}

/** A connection over streams in memory, and the server's end of it. */
export class ServerEnd {
  readonly sent: SentLine[] = [];
  /** What the client was told, in its order: notifications' and requests' methods. */
  readonly delivered: string[] = [];
  readonly lost: TransportLostError[] = [];
  readonly log = createTestLog();
  readonly connection: CodexConnection;
  readonly toClient = new PassThrough();
  readonly fromClient = new PassThrough();
  private wake: () => void = () => undefined;

  constructor(
    handleServerRequest: (request: IncomingRequest) => Promise<unknown> | undefined = () => undefined,
    options: Partial<CodexConnectionOptions> = {},
  ) {
    createInterface({ input: this.fromClient })
      .on('line', (line) => {
        this.sent.push(JSON.parse(line) as SentLine);
        this.wake();
      })
      // readline passes on errors of its input, which the tests cause on purpose.
      .on('error', () => undefined);
    this.connection = new CodexConnection({
      input: this.toClient,
      output: this.fromClient,
      generation: 1,
      log: this.log,
      onNotification: ({ method }) => this.delivered.push(method),
      handleServerRequest: (request) => {
        this.delivered.push(request.method);
        return handleServerRequest(request);
      },
      onLost: (error) => this.lost.push(error),
      ...options,
    });
  }

  send(...messages: readonly Record<string, unknown>[]): void {
    this.toClient.write(messages.map((message) => `${JSON.stringify(message)}\n`).join(''));
  }

  /** The line with this number (from 0) that the client sends. */
  async line(index: number): Promise<SentLine> {
    for (;;) {
      const found = this.sent[index];
      if (found) return found;
      await new Promise<void>((resolve) => (this.wake = resolve));
    }
  }

  /** Answers the line with this number once it is there. */
  async answer(index: number, answer: Record<string, unknown>): Promise<void> {
    const { id } = await this.line(index);
    this.send({ id, ...answer });
  }

  /** Gives everything that is under way in memory time to arrive. */
  async settle(): Promise<void> {
    for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
  }
}
