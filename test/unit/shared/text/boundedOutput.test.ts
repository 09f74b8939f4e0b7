import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import {
  appendOutput,
  type BoundedOutput,
  boundOutput,
  emptyOutput,
  outputText,
  shortenDelta,
  skipOutput,
} from '../../../../src/shared/text/boundedOutput.ts';

const headLimit = 16 * 1024;
const tailLimit = 48 * 1024;

/** Pieces that have something to lose at a cut: pairs, escape sequences, line ends; repeated to reach the limits. */
const piece = fc.constantFrom(
  'x',
  '\n',
  '\r\n',
  '😀',
  '\x1b[1;31mred\x1b[0m',
  '\x1b]8;;https://a.b\x07',
  '\ud83d',
  '\udc00',
  'line\n',
);
const run = fc
  .tuple(piece, fc.oneof(fc.nat(5), fc.integer({ min: 1000, max: 12_000 })))
  .map(([text, count]) => text.repeat(count));
const longText = fc.array(run, { minLength: 1, maxLength: 8 }).map((runs) => runs.join(''));

function appendAll(deltas: readonly string[]): BoundedOutput {
  return deltas.reduce(appendOutput, emptyOutput);
}

describe('boundedOutput', () => {
  it('keeps a short output whole', () => {
    assert.deepEqual(appendAll(['a', '', 'b\n']), { head: 'ab\n', tail: '', droppedChars: 0 });
    assert.equal(outputText(appendAll(['a', 'b\n'])), 'ab\n');
    const full = 'x'.repeat(headLimit + tailLimit);
    assert.equal(outputText(boundOutput(full)), full);
  });

  it('keeps the start and the end of a long one and counts what is between', () => {
    const output = boundOutput(`first\n${'middle\n'.repeat(100_000)}last`);
    assert.ok(output.head.startsWith('first\nmiddle\n'));
    assert.ok(output.tail.startsWith('middle\n') && output.tail.endsWith('middle\nlast'));
    assert.equal(output.head.length + output.droppedChars + output.tail.length, 700_010);
    assert.match(outputText(output), /\n\[… \d+ …\]\nmiddle\n/);
    assert.ok(
      outputText(output, (count) => `${count} left out`).includes(
        `\n${output.droppedChars} left out\nmiddle`,
      ),
    );
  });

  it('keeps the same of a delta whose middle was left out', () => {
    fc.assert(
      fc.property(longText, longText, longText, (before, text, after) => {
        const delta = `${text}x`.repeat(Math.ceil(200_000 / (text.length + 1)));
        const short = shortenDelta(delta);
        assert.ok(short && short.start.length + short.skipped + short.end.length === delta.length);
        const known = boundOutput(before);
        const skipped = appendOutput(skipOutput(appendOutput(known, short.start), short.skipped), short.end);
        assert.deepEqual(skipped, appendOutput(known, delta));
        assert.deepEqual(appendOutput(skipped, after), appendOutput(appendOutput(known, delta), after));
      }),
    );
    assert.equal(shortenDelta('x'.repeat(100_000)), undefined);
  });

  it('depends only on the whole text, not on how it came', () => {
    fc.assert(
      fc.property(longText, fc.array(fc.nat(), { maxLength: 12 }), (text, seeds) => {
        const cuts = [0, ...seeds.map((seed) => seed % (text.length + 1)).sort((a, b) => a - b), text.length];
        const deltas = cuts.slice(1).map((cut, index) => text.slice(cuts[index], cut));
        assert.deepEqual(appendAll(deltas), boundOutput(text));
      }),
      { numRuns: 200 },
    );
  });

  it('depends only on the whole text when it comes in small deltas', () => {
    fc.assert(
      fc.property(longText, fc.integer({ min: 7, max: 200 }), (text, size) => {
        const deltas = Array.from({ length: Math.ceil(text.length / size) }, (_, index) =>
          text.slice(index * size, (index + 1) * size),
        );
        assert.deepEqual(appendAll(deltas), boundOutput(text));
      }),
      { numRuns: 20 },
    );
  });

  it('stays within its limits and loses nothing but what it counts', () => {
    fc.assert(
      fc.property(longText, (text) => {
        const { head, tail, droppedChars } = boundOutput(text);
        assert.ok(head.length <= headLimit && tail.length <= tailLimit);
        assert.equal(head.length + droppedChars + tail.length, text.length);
        assert.ok(text.startsWith(head) && text.endsWith(tail));
        if (text.length > headLimit + tailLimit + 64) assert.ok(tail.length >= tailLimit - 10 * 1024);
      }),
    );
  });

  it('cuts no surrogate pair', () => {
    fc.assert(
      fc.property(fc.nat(3), fc.integer({ min: 35_000, max: 50_000 }), (lead, count) => {
        const { head, tail } = boundOutput('x'.repeat(lead) + '😀'.repeat(count));
        assert.doesNotMatch(head, /\p{Cs}/u);
        assert.doesNotMatch(tail, /\p{Cs}/u);
      }),
    );
  });

  it('cuts no escape sequence near a line end', () => {
    const colored = '\x1b[38;5;196mred\x1b[0m\n';
    fc.assert(
      fc.property(fc.nat(20), fc.integer({ min: 5000, max: 9000 }), (lead, count) => {
        const { head, tail, droppedChars } = boundOutput('x'.repeat(lead) + colored.repeat(count));
        assert.ok(droppedChars > 0);
        assert.ok(tail.startsWith('\x1b[38;5;196mred') || tail.startsWith('\x1b[0m\n'));
        assert.match(head.slice(head.lastIndexOf('\x1b') + 1), /^\[[\d;]*m/);
      }),
    );
  });

  it('does not hang on 60,000 deltas', () => {
    const delta = `${'x'.repeat(79)}\n`;
    let output = emptyOutput;
    for (let index = 0; index < 60_000; index++) output = appendOutput(output, delta);
    assert.equal(output.head.length + output.droppedChars + output.tail.length, 60_000 * 80);
  });
});
