import assert from 'node:assert/strict';
import { once } from 'node:events';
import { PassThrough, Readable } from 'node:stream';
import {
  array,
  assert as assertProperty,
  asyncProperty,
  constantFrom,
  integer,
  nat,
  oneof,
  record,
  string,
} from 'fast-check';
import type { Message } from 'vscode-jsonrpc/node';
import { endOfBatch, endOfInput, JsonlReader } from '../../../src/codex/jsonlReader.ts';
import { NotificationBatch } from '../../../src/codex/notificationBatch.ts';
import type { MalformedLine } from '../../../src/codex/jsonlReader.ts';

/** The message, or the notifications that it delivers at once. */
function each(message: Message): readonly Message[] {
  const { params } = message as { params?: unknown };
  return params instanceof NotificationBatch ? params.notifications : [message];
}

/** Feeds the chunks to a reader and returns what it made of them once the stream has ended. */
async function readAll(
  chunks: readonly Buffer[],
): Promise<{ messages: Message[]; malformed: MalformedLine[] }> {
  const stream = new PassThrough();
  const messages: Message[] = [];
  const malformed: MalformedLine[] = [];
  const reader = new JsonlReader(stream, (line) => malformed.push(line));
  const closed = new Promise<void>((resolve) =>
    reader.listen((message) => {
      if (message === endOfInput) resolve();
      else if (message === endOfBatch) reader.resume();
      else messages.push(...each(message));
    }),
  );
  for (const chunk of chunks) if (!stream.write(chunk)) await once(stream, 'drain');
  stream.end();
  await closed;
  return { messages, malformed };
}

function cut(bytes: Buffer, sizes: readonly number[]): Buffer[] {
  const chunks: Buffer[] = [];
  let start = 0;
  for (let index = 0; start < bytes.length; index++) {
    const end = start + (sizes[index % sizes.length] ?? 1);
    chunks.push(bytes.subarray(start, end));
    start = end;
  }
  return chunks;
}

const text = oneof(string({ unit: 'binary', maxLength: 20 }), constantFrom('\u2028', 'a\nb', '😀', '\r\n'));
const line = oneof(
  record({ method: text, params: record({ text }) }).map((value) => JSON.stringify(value)),
  record({ id: nat(), result: text }).map((value) => JSON.stringify(value)),
  constantFrom('', '   ', '{"broken', '[]', 'null', '{"id":null,"result":1}', '{"method":"x"}\r'),
);

describe('JsonlReader', () => {
  it('reads the same messages however the bytes are cut', async () => {
    const sizes = array(integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 8 });
    await assertProperty(
      asyncProperty(array(line, { maxLength: 12 }), sizes, async (lines, cuts) => {
        const bytes = Buffer.from(lines.map((each) => `${each}\n`).join(''));
        const whole = await readAll(bytes.length > 0 ? [bytes] : []);
        const pieces = await readAll(cut(bytes, cuts));
        assert.deepEqual(pieces, whole);
        const isMessage = (each: string): boolean => /^\{"(method|id)":["\d]/.test(each);
        assert.equal(whole.messages.length, lines.filter(isMessage).length);
      }),
    );
  });

  it('adds what vscode-jsonrpc needs: the version, an envelope for requests, a result', async () => {
    const lines = [
      { method: 'a', params: { x: 1 }, emittedAtMs: 5 },
      { id: 0, method: 'ask', params: { y: 2 } },
      { id: 1, result: null },
      { id: 2, error: { code: -1, message: 'no' } },
      { id: 3 },
    ];
    const { messages } = await readAll([
      Buffer.from(lines.map((each) => `${JSON.stringify(each)}\n`).join('')),
    ]);
    assert.deepEqual(messages, [
      { jsonrpc: '2.0', method: 'a', params: { x: 1 } },
      { jsonrpc: '2.0', id: 0, method: 'ask', params: { id: 0, params: { y: 2 } } },
      { jsonrpc: '2.0', id: 1, result: null },
      { jsonrpc: '2.0', id: 2, error: { code: -1, message: 'no' } },
      { jsonrpc: '2.0', id: 3, result: null },
    ]);
  });

  it('tells the size and the beginning of a line that is no message, and goes on', async () => {
    const long = `nonsense ${'ä'.repeat(500)}`;
    const { messages, malformed } = await readAll([Buffer.from(`${long}\n{"method":"next"}\n`)]);
    assert.equal(messages.length, 1);
    assert.equal(malformed[0]?.bytes, Buffer.byteLength(long));
    assert.equal(malformed[0]?.start, long.slice(0, 200));
  });

  it('reads a last line without a line break', async () => {
    const { messages } = await readAll([Buffer.from('{"method":"last"}')]);
    assert.equal(messages.length, 1);
  });

  it('stops reading until what it has read is delivered, and then reads on', async () => {
    const lines = `${JSON.stringify({ method: 'many', params: 'x'.repeat(99_000) })}\n`;
    let left = 14;
    const stream = new Readable({
      highWaterMark: 1,
      read() {
        this.push(left-- > 0 ? lines : null);
      },
    });
    const reader = new JsonlReader(stream, () => undefined);
    const batches: number[] = [];
    let count = 0;
    await new Promise<void>((resolve) =>
      reader.listen((message) => {
        if (message === endOfInput) resolve();
        else if (message !== endOfBatch) count += each(message).length;
        else {
          const atPause = count;
          batches.push(atPause);
          // Far later than the stream would have been read without a pause.
          setImmediate(() => {
            assert.equal(count, atPause);
            reader.resume();
          });
        }
      }),
    );
    assert.equal(count, 14);
    // Of three lines, or of one more where the test was so slow that the reader took a rest.
    assert.equal(batches.length, 4);
  });

  it('rests in a flood of lines, and delivers what came meanwhile at once', async () => {
    const count = 2000;
    const stream = new PassThrough({ highWaterMark: 1024 });
    const received: Message[][] = [];
    let floods = 0;
    const reader = new JsonlReader(
      stream,
      () => undefined,
      undefined,
      () => (floods += 1),
    );
    const ended = new Promise<void>((resolve) =>
      reader.listen((message) => {
        if (message === endOfInput) resolve();
        else if (message === endOfBatch) reader.resume();
        else received.push([...each(message)]);
      }),
    );
    for (let index = 0; index < count; index++) stream.write(`{"method":"n${index}"}\n`);
    stream.end();
    await ended;
    const methods = received.flat().map((message) => (message as { method?: string }).method);
    assert.deepEqual(
      methods,
      Array.from({ length: count }, (_, index) => `n${index}`),
    );
    assert.ok(received.length < count / 2, `${received.length} deliveries`);
    assert.equal(floods, 1);
  });

  it('delivers notifications that come together as one message, in their place among the others', async () => {
    const stream = new PassThrough();
    const received: Message[] = [];
    const reader = new JsonlReader(stream, () => undefined);
    const ended = new Promise<void>((resolve) =>
      reader.listen((message) => (message === endOfInput ? resolve() : received.push(message))),
    );
    const lines = [{ method: 'a' }, { method: 'b' }, { id: 1, result: 2 }, { method: 'c' }];
    stream.end(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    await ended;
    assert.deepEqual(
      received.map((message) => each(message).length),
      [2, 1, 1],
    );
  });

  it('lets the rest go by once it is disposed of, so that the other side never waits for it', async () => {
    const stream = new PassThrough();
    const reader = new JsonlReader(stream, () => undefined);
    let pauses = 0;
    const ended = new Promise<void>((resolve) =>
      reader.listen((message) => {
        if (message === endOfBatch && pauses++ === 0) reader.dispose();
        if (message === endOfInput) resolve();
      }),
    );
    for (let count = 0; count < 5; count++) stream.write(`{"method":"${'x'.repeat(300_000)}"}\n`);
    stream.end();
    await ended;
    assert.equal(stream.readableEnded, true);
  });

  it('does not hang on 20 MB in small chunks: to search the line again for each would touch 50 GB', async () => {
    const bytes = Buffer.from(
      `${JSON.stringify({ method: 'big', params: { text: 'x'.repeat(20 * 2 ** 20) } })}\n`,
    );
    const chunks = cut(bytes, [4096]);
    const { messages } = await readAll(chunks);
    assert.equal(messages.length, 1);
  });
});
