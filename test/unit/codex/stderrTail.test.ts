import assert from 'node:assert/strict';
import { StderrTail } from '../../../src/codex/stderrTail.ts';

describe('StderrTail', () => {
  it('tells whole lines without colours, and keeps the unfinished one', () => {
    const lines: string[] = [];
    const tail = new StderrTail((line) => lines.push(line));
    tail.push('\u001b[31mfirst\u001b[0m li');
    tail.push('ne\r\n\nsecond\nthi');
    assert.deepEqual(lines, ['first line', 'second']);
    assert.equal(tail.toString(), 'first line\nsecond\nthi');
  });

  it('keeps the last 40 lines', () => {
    const tail = new StderrTail();
    for (let index = 0; index < 100; index++) tail.push(`line ${index}\n`);
    const lines = tail.toString().split('\n');
    assert.deepEqual([lines.length, lines[0], lines.at(-1)], [40, 'line 60', 'line 99']);
  });

  it('keeps at most 8 KB, also of lines that never end', () => {
    const tail = new StderrTail();
    for (let index = 0; index < 20; index++) tail.push(`${'ä'.repeat(900)}\n`);
    for (let index = 0; index < 1000; index++) tail.push('x'.repeat(10_000));
    assert.ok(Buffer.byteLength(tail.toString()) <= 8 * 1024 + 2001);
    assert.ok(tail.toString().startsWith('ä'));
  });
});
