import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { applyExactly } from '../../../../src/shared/diff/applyExactly.ts';
import { type ApplyResult, applyAnywhere, applyHunks } from '../../../../src/shared/diff/applyHunks.ts';
import { applyInPlace } from '../../../../src/shared/diff/applyInPlace.ts';
import { applyUnifiedDiff } from '../../../../src/shared/diff/applyUnifiedDiff.ts';
import { diffTexts } from '../../../../src/shared/diff/diffTexts.ts';
import { formatUnifiedDiff } from '../../../../src/shared/diff/formatUnifiedDiff.ts';
import { parseUnifiedDiff } from '../../../../src/shared/diff/parseUnifiedDiff.ts';
import { anyText, editedText } from './diffArbitraries.ts';

function apply(text: string, diff: string): ApplyResult {
  const parsed = parseUnifiedDiff(diff);
  assert.ok(parsed.ok);
  return applyHunks(text, parsed.hunks);
}

const noNewline = '\\ No newline at end of file\n';

describe('applyHunks', () => {
  const cases: readonly [name: string, before: string, diff: string, after: string][] = [
    ['a replacement at its place', 'hello\n', '@@ -1 +1 @@\n-hello\n+bye\n', 'bye\n'],
    ['lines into an empty file', '', '@@ -0,0 +1,2 @@\n+a\n+b\n', 'a\nb\n'],
    ['the removal of all lines', 'a\nb\n', '@@ -1,2 +0,0 @@\n-a\n-b\n', ''],
    ['an insertion without context', 'a\nb\n', '@@ -1,0 +2 @@\n+x\n', 'a\nx\nb\n'],
    ['a hunk whose lines moved down', 'n\nn\na\nb\n', '@@ -1,2 +1,2 @@\n a\n-b\n+c\n', 'n\nn\na\nc\n'],
    ['a hunk whose lines moved up', 'a\nb\n', '@@ -40,2 +40,2 @@\n a\n-b\n+c\n', 'a\nc\n'],
    [
      'a later hunk by the offset of the one before, where it alone would be ambiguous',
      'new\na\nq\nb\nb\nb\n',
      '@@ -1 +1 @@\n-a\n+A\n@@ -4 +4 @@\n-b\n+B\n',
      'new\nA\nq\nb\nB\nb\n',
    ],
    ['an LF patch to a CRLF file', 'a\r\nb\r\n', '@@ -1,2 +1,3 @@\n a\n-b\n+c\n+d\n', 'a\r\nc\r\nd\r\n'],
    ['an LF insertion without context to a CRLF file', 'a\r\n', '@@ -1,0 +2 @@\n+b\n', 'a\r\nb\r\n'],
    ['a CRLF patch to an LF file', 'a\nb\n', '@@ -1,2 +1,2 @@\r\n a\r\n-b\r\n+c\r\n', 'a\nc\n'],
    ['a deliberate change of line ends', 'a\r\nb\r\n', '@@ -1,2 +1,2 @@\n-a\r\n-b\r\n+a\n+b\n', 'a\nb\n'],
    ['a patch without the byte order mark', '\uFEFFa\nb\n', '@@ -1,2 +1,2 @@\n-a\n+x\n b\n', '\uFEFFx\nb\n'],
    ['a patch with a byte order mark the text lacks', 'a\n', '@@ -1 +1 @@\n-\uFEFFa\n+\uFEFFx\n', 'x\n'],
    ['a new first line after the byte order mark', '\uFEFFa\n', '@@ -1 +1,2 @@\n+x\n a\n', '\uFEFFx\na\n'],
    ['an insertion at the top after it', '\uFEFFa\n', '@@ -0,0 +1 @@\n+x\n', '\uFEFFx\na\n'],
    ['the removal of the byte order mark', '\uFEFFa\n', '@@ -1 +1 @@\n-\uFEFFa\n+a\n', 'a\n'],
    ['the addition of a final newline', 'a', `@@ -1 +1 @@\n-a\n${noNewline}+a\n`, 'a\n'],
    ['the removal of the final newline', 'a\n', `@@ -1 +1 @@\n-a\n+a\n${noNewline}`, 'a'],
    ['a change that keeps the newline missing', 'a\nb', `@@ -1,2 +1,2 @@\n-a\n+x\n b\n${noNewline}`, 'x\nb'],
    ['a patch that does not know of the missing newline', 'a\nb', '@@ -1,2 +1,2 @@\n a\n-b\n+c\n', 'a\nc'],
    ['lines after an end without newline', 'a', '@@ -1 +1,2 @@\n a\n+b\n', 'a\nb'],
  ];
  for (const [name, before, diff, after] of cases) {
    it(`applies ${name}`, () => {
      assert.deepEqual(apply(before, diff), { ok: true, text: after });
      assert.deepEqual(applyUnifiedDiff(before, diff), { ok: true, text: after });
    });
  }

  const refusals: readonly [name: string, before: string, diff: string, hunkIndex: number, reason: RegExp][] =
    [
      ['lines that are not there', 'x\n', '@@ -1 +1 @@\n-a\n+b\n', 0, /not in the file/],
      ['lines that occur twice elsewhere', 'x\na\na\n', '@@ -1 +1 @@\n-a\n+b\n', 0, /more than once/],
      ['hunks out of order', 'a\nb\n', '@@ -2 +2 @@\n-b\n+c\n@@ -1 +1 @@\n-a\n+d\n', 1, /not in the file/],
      ['an insertion past the end', 'a\n', '@@ -5,0 +6 @@\n+b\n', 0, /not in the file/],
      ['an insertion after an end without newline', 'a', '@@ -1,0 +2 @@\n+b\n', 0, /does not end/],
      [
        'a missing newline that is not missing',
        'a\n',
        `@@ -1 +1 @@\n-a\n${noNewline}+b\n`,
        0,
        /not in the file/,
      ],
      ['an end where the file goes on', 'a\nb\n', `@@ -1 +1 @@\n-a\n+c\n${noNewline}`, 0, /goes on/],
    ];
  for (const [name, before, diff, hunkIndex, reason] of refusals) {
    it(`refuses ${name}`, () => {
      const applied = apply(before, diff);
      assert.ok(!applied.ok);
      assert.equal(applied.hunkIndex, hunkIndex);
      assert.match(applied.reason, reason);
      const whole = applyUnifiedDiff(before, diff);
      assert.ok(!whole.ok);
      assert.match(whole.reason, reason);
    });
  }

  it('turns one text into the other with the hunks of their diff', () => {
    fc.assert(
      fc.property(editedText, fc.integer({ min: 1, max: 4 }), ([before, after], context) => {
        const hunks = diffTexts(before, after, context);
        assert.deepEqual(applyHunks(before, hunks), { ok: true, text: after });
        assert.deepEqual(applyUnifiedDiff(before, formatUnifiedDiff(hunks)), { ok: true, text: after });
      }),
      { numRuns: 500 },
    );
  });

  it('keeps a CRLF file CRLF and its byte order mark under an LF patch', () => {
    const words = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(words, words, fc.constantFrom('', '\uFEFF'), (before, after, bom) => {
        const hunks = diffTexts(`${before.join('\n')}\n`, `${after.join('\n')}\n`);
        const applied = applyHunks(`${bom}${before.join('\r\n')}\r\n`, hunks);
        assert.deepEqual(applied, { ok: true, text: `${bom}${after.join('\r\n')}\r\n` });
      }),
    );
  });

  it('applies in place only to what the hunks give too', () => {
    let inPlaceCount = 0;
    fc.assert(
      fc.property(editedText, anyText, fc.nat(3), fc.boolean(), ([before, after], other, context, fits) => {
        const diff = formatUnifiedDiff(diffTexts(before, after, context));
        const text = fits ? before : other;
        const inPlace = applyInPlace(text, diff);
        if (inPlace === undefined) return;
        inPlaceCount++;
        assert.deepEqual(apply(text, diff), { ok: true, text: inPlace });
      }),
      { numRuns: 500 },
    );
    assert.ok(inPlaceCount > 50, `only ${inPlaceCount} diffs were applied in place`);
  });

  it('applies exactly only to what it gives without its fast way too', () => {
    let exactCount = 0;
    fc.assert(
      fc.property(editedText, anyText, fc.nat(3), fc.boolean(), ([before, after], other, context, fits) => {
        const hunks = diffTexts(before, after, context);
        const text = fits ? before : other;
        const exact = applyExactly(text, hunks);
        if (exact === undefined) return;
        exactCount++;
        assert.deepEqual(applyAnywhere(text, hunks), { ok: true, text: exact });
      }),
      { numRuns: 1000 },
    );
    assert.ok(exactCount > 100, `only ${exactCount} times`);
  });

  it('never throws on a damaged diff and gives the same answer by either way', () => {
    const damage = fc.array(
      fc.tuple(fc.nat(), fc.nat(3), fc.constantFrom('', '\n', '@@', '-', '+', ' ', '9', '\\', '\r')),
      {
        minLength: 1,
        maxLength: 6,
      },
    );
    fc.assert(
      fc.property(editedText, damage, ([before, after], cuts) => {
        let diff = formatUnifiedDiff(diffTexts(before, after));
        for (const [seed, length, insert] of cuts) {
          const at = seed % (diff.length + 1);
          diff = diff.slice(0, at) + insert + diff.slice(at + length);
        }
        const parsed = parseUnifiedDiff(diff);
        const whole = applyUnifiedDiff(before, diff);
        assert.equal(whole.ok, parsed.ok && applyHunks(before, parsed.hunks).ok);
        if (whole.ok && parsed.ok) assert.deepEqual(applyHunks(before, parsed.hunks), whole);
      }),
      { numRuns: 1000 },
    );
  });

  it('gives up rather than hang on a hostile patch of a repetitive file', () => {
    const file = `${'}\n'.repeat(300)}x\n`.repeat(100);
    const hunk = `@@ -90000,200 +1,201 @@\n${' }\n'.repeat(199)}-x\n+y\n+z\n`;
    const applied = apply(file, hunk.repeat(200));
    assert.ok(!applied.ok);
    const spread = `@@ -9,3 +9,3 @@\n }\n-}\n+x\n x\n`.repeat(20_000);
    assert.ok(!apply('}\n'.repeat(100_000), spread).ok);
  });
});
