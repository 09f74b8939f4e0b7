/**
 * An app-server for the faults that the real one cannot be made to show: `faultyAppServer.ts <fault> app-server`.
 * It speaks the wire (JSON lines, no `jsonrpc` member, server requests from id 0) and knows a few methods. What
 * a fault adds is in `faults`; `test/integration/codex/faultyCodex.ts` makes a program of it.
 */
import { createInterface } from 'node:readline';

type Message = { id?: number | string; method?: string; params?: Record<string, unknown>; result?: unknown };

interface Fault {
  /** Runs before anything is read. */
  readonly start?: () => void;
  /** Returns true when it has dealt with the message. */
  readonly take?: (message: Message) => boolean;
  /** Does not end with its input, nor by SIGTERM. */
  readonly ignoresEnd?: boolean;
}

const raw = (text: string | Buffer): void => void process.stdout.write(text);
const send = (message: Record<string, unknown>): void => raw(`${JSON.stringify(message)}\n`);
const refuse = (id: Message['id'], code: number, message: string): void =>
  send({ id, error: { code, message } });
const chunks = (...parts: (string | Buffer)[]): void => {
  const [first, ...rest] = parts;
  if (first === undefined) return;
  process.stdout.write(first, () => setImmediate(() => chunks(...rest)));
};

const onMethod =
  (method: string, act: (id: Message['id']) => void): Fault['take'] =>
  (message) => {
    if (message.method !== method) return false;
    act(message.id);
    return true;
  };

let overloads = 2;

const faults: Record<string, Fault> = {
  none: {},
  malformedLines: {
    take: onMethod('model/list', (id) => {
      raw('{"id":\nnot json\n[]\n\n"text"\nnull\n');
      send({ id, result: { data: ['after'], nextCursor: null } });
    }),
  },
  neverAnswers: { take: (message) => message.method === 'model/list' },
  neverInitializes: { take: (message) => message.method === 'initialize' },
  rejectsInitialize: { take: onMethod('initialize', (id) => refuse(id, -32600, 'no clients today')) },
  overloadedTwice: {
    take: (message) => {
      if (message.method === 'initialize' || message.id === undefined || overloads-- <= 0) return false;
      refuse(message.id, -32001, 'Server overloaded; retry later.');
      return true;
    },
  },
  exitsAtStart: {
    start: () => {
      process.stderr.write('state database is busy\n');
      process.exit(7);
    },
  },
  diesDuringRequest: {
    take: onMethod('model/list', () => {
      process.stderr.write('panicked at the disco\n', () => process.exit(101));
    }),
  },
  closesOutput: { take: onMethod('model/list', () => process.stdout.end()) },
  splitUtf8: {
    take: onMethod('model/list', (id) => {
      const line = Buffer.from(`${JSON.stringify({ id, result: { data: ['ä€😀\u2028x'] } })}\n`);
      chunks(...Array.from(line, (byte) => Buffer.from([byte])));
    }),
  },
  hugeLine: {
    take: onMethod('model/list', (id) => send({ id, result: { data: ['x'.repeat(20 * 1024 * 1024)] } })),
  },
  asksUnknown: {
    take: (message) => {
      if (message.method === 'model/list') {
        send({ id: 0, method: 'future/thing', params: { why: 'because' } });
        return true;
      }
      // Its answer comes back as a notification, so that a test sees what codex would see.
      if (message.method === undefined)
        send({ method: 'warning', params: { message: JSON.stringify(message) } });
      return message.method === undefined;
    },
  },
  ignoresEnd: { ignoresEnd: true },
  neverReads: {
    take: onMethod('model/list', () => process.stdin.pause()),
    ignoresEnd: true,
  },
  /** Leaves a process behind that holds the pipes and lives in a group of its own. */
  orphans: {
    take: (message) => {
      if (message.method !== 'model/list') return false;
      void import('node:child_process').then(({ spawn }) => {
        const options = { detached: true, stdio: 'inherit' } as const;
        const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], options);
        send({ id: message.id, result: { data: [child.pid] } });
      });
      return true;
    },
    ignoresEnd: true,
  },
};

const known: Record<string, unknown> = {
  initialize: {
    userAgent: 'faulty/0.169.0 (test)',
    codexHome: '/nowhere',
    platformFamily: 'unix',
    platformOs: 'test',
  },
  'model/list': { data: [], nextCursor: null },
  'thread/loaded/list': { data: [], nextCursor: null },
  'turn/start': { turn: { id: 'turn-1' } },
};

const [name = 'none', ...args] = process.argv.slice(2);
if (args.includes('--version')) {
  process.stdout.write('codex-cli 0.169.0\n');
} else {
  const fault = faults[name];
  if (!fault) throw new Error(`No such fault: ${name}`);
  fault.start?.();
  if (fault.ignoresEnd) {
    process.on('SIGTERM', () => undefined);
    setInterval(() => undefined, 1000);
  }
  createInterface({ input: process.stdin }).on('line', (line) => {
    const message = JSON.parse(line) as Message;
    if (fault.take?.(message) || message.method === undefined || message.id === undefined) return;
    if (!message.params) return refuse(message.id, -32600, 'Invalid request: missing field `params`');
    const result = known[message.method];
    if (result !== undefined) return send({ id: message.id, result });
    const list = Object.keys(known).map((method) => `\`${method}\``);
    refuse(
      message.id,
      -32600,
      `Invalid request: unknown variant \`${message.method}\`, expected one of ${list.join(', ')}`,
    );
  });
}
