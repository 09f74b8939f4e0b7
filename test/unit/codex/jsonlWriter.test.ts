import assert from 'node:assert/strict';
import { Writable } from 'node:stream';
import type { Message } from 'vscode-jsonrpc/node';
import { JsonlWriter } from '../../../src/codex/jsonlWriter.ts';

/** A stream whose reader takes one chunk per call of `take`. */
function slowStream(): { stream: Writable; lines: string[]; take: () => void } {
  const lines: string[] = [];
  let done: (() => void) | undefined;
  const stream = new Writable({
    highWaterMark: 10,
    write(chunk: Buffer, _encoding, callback) {
      lines.push(chunk.toString());
      done = callback;
    },
  });
  const take = (): void => {
    const callback = done;
    done = undefined;
    callback?.();
  };
  return { stream, lines, take };
}

const message = (method: string): Message => ({ jsonrpc: '2.0', method, params: { a: 1 } }) as Message;
const turns = async (count: number): Promise<void> => {
  for (let turn = 0; turn < count; turn++) await new Promise((resolve) => setImmediate(resolve));
};

describe('JsonlWriter', () => {
  it('writes one line per message, without the jsonrpc member', async () => {
    const { stream, lines, take } = slowStream();
    const tapped: string[] = [];
    const written = new JsonlWriter(stream, (dir, line) => tapped.push(dir, line)).write(message('a'));
    await turns(1);
    take();
    await written;
    assert.deepEqual(lines, ['{"method":"a","params":{"a":1}}\n']);
    assert.deepEqual(tapped, ['out', '{"method":"a","params":{"a":1}}']);
  });

  it('hands over no more while the reader is behind, and keeps the order', async () => {
    const { stream, lines, take } = slowStream();
    const writer = new JsonlWriter(stream);
    const written = ['a', 'b', 'c'].map((method) => writer.write(message(method)));
    await turns(3);
    assert.ok(stream.writableLength < 50, 'only the first line is buffered');
    for (let round = 0; round < 3; round++) {
      take();
      await turns(2);
    }
    await Promise.all(written);
    assert.deepEqual(
      lines.map((line) => (JSON.parse(line) as { method: string }).method),
      ['a', 'b', 'c'],
    );
  });

  it('rejects what waits and what comes when the stream fails', async () => {
    const { stream } = slowStream();
    const writer = new JsonlWriter(stream);
    const failures: Error[] = [];
    writer.onError(([error]) => failures.push(error));
    const written = [writer.write(message('a')), writer.write(message('b'))].map((each) =>
      assert.rejects(each, /pipe/),
    );
    await turns(1);
    stream.destroy(new Error('broken pipe'));
    await Promise.all(written);
    await assert.rejects(writer.write(message('c')), /pipe/);
    assert.equal(failures.length, 1);
  });
});
