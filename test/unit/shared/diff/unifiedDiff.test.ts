import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { applyHunks } from '../../../../src/shared/diff/applyHunks.ts';
import { diffTexts } from '../../../../src/shared/diff/diffTexts.ts';
import { formatUnifiedDiff } from '../../../../src/shared/diff/formatUnifiedDiff.ts';
import { parseUnifiedDiff } from '../../../../src/shared/diff/parseUnifiedDiff.ts';
import { splitMoveSuffix } from '../../../../src/shared/diff/splitMoveSuffix.ts';
import { countChanges, invertHunks } from '../../../../src/shared/diff/unifiedDiff.ts';
import { editedText } from './diffArbitraries.ts';

describe('parseUnifiedDiff', () => {
  it('reads the hunk of an update as codex sends it', () => {
    assert.deepEqual(parseUnifiedDiff('@@ -1 +1 @@\n-hello\n+bye\n'), {
      ok: true,
      hunks: [
        {
          oldStart: 1,
          oldLines: 1,
          newStart: 1,
          newLines: 1,
          heading: '',
          lines: [
            { kind: 'removed', text: 'hello' },
            { kind: 'added', text: 'bye' },
          ],
          oldEndsWithoutNewline: false,
          newEndsWithoutNewline: false,
        },
      ],
    });
  });

  it('skips file headers and keeps the heading', () => {
    const text =
      'diff --git a/x b/x\nindex 1..2 100644\n--- a/x\n+++ b/x\n@@ -3,0 +4,2 @@ class A {\n+--- a\n+++ b\n';
    const parsed = parseUnifiedDiff(text);
    assert.ok(parsed.ok);
    assert.equal(parsed.hunks[0]?.heading, 'class A {');
    assert.deepEqual(
      parsed.hunks[0].lines.map((line) => line.text),
      ['--- a', '++ b'],
    );
  });

  it('reads markers of a missing newline for either side, and for both by a context line', () => {
    const ends = (text: string): [boolean, boolean] => {
      const parsed = parseUnifiedDiff(text);
      assert.ok(parsed.ok);
      const [hunk] = parsed.hunks;
      assert.ok(hunk);
      return [hunk.oldEndsWithoutNewline, hunk.newEndsWithoutNewline];
    };
    const marker = '\\ No newline at end of file\n';
    assert.deepEqual(ends(`@@ -1 +1 @@\n-a\n${marker}+b\n`), [true, false]);
    assert.deepEqual(ends(`@@ -1 +1 @@\n-a\n+b\n${marker}`), [false, true]);
    assert.deepEqual(ends(`@@ -1,2 +1 @@\n-a\n b\n${marker}`), [true, true]);
  });

  it('keeps the carriage returns of lines, takes them off headers, and reads a bare empty line as context', () => {
    const parsed = parseUnifiedDiff('@@ -1,2 +1,2 @@ f\r\n\n-a\r\n+b\r\n');
    assert.ok(parsed.ok);
    assert.equal(parsed.hunks[0]?.heading, 'f');
    assert.deepEqual(
      parsed.hunks[0].lines.map((line) => [line.kind, line.text]),
      [
        ['context', ''],
        ['removed', 'a\r'],
        ['added', 'b\r'],
      ],
    );
  });

  it('finds no hunks in an empty diff', () => {
    assert.deepEqual(parseUnifiedDiff(''), { ok: true, hunks: [] });
    assert.deepEqual(parseUnifiedDiff('\n\n'), { ok: true, hunks: [] });
  });

  const broken: readonly [string, string, RegExp][] = [
    ['prose', 'Sure, here is the diff', /before the first hunk/],
    ['a header without ranges', '@@\n-a\n+b\n', /before the first hunk/],
    ['too few lines', '@@ -1,2 +1,2 @@\n a\n', /hunk 1 ends before/],
    ['too many old lines', '@@ -1 +1,2 @@\n-a\n-b\n+c\n+d\n', /more old lines/],
    ['too many new lines', '@@ -1,2 +1 @@\n+a\n+b\n-c\n', /more new lines/],
    ['lines after the last hunk', '@@ -1 +1 @@\n-a\n+b\n+c\n', /after hunk 1/],
    ['a second file', '@@ -1 +1 @@\n-a\n+b\n--- a/y\n+++ b/y\n', /after hunk 1/],
    ['a line without prefix', '@@ -1,2 +1,2 @@\nab\n', /neither context nor change/],
    ['lines after the end of the file', '@@ -1,2 +1 @@\n-a\n\\ No newline\n-b\n+c\n', /after the end/],
  ];
  for (const [name, text, reason] of broken) {
    it(`refuses ${name}`, () => {
      const parsed = parseUnifiedDiff(text);
      assert.ok(!parsed.ok);
      assert.match(parsed.reason, reason);
    });
  }

  it('reads back what formatUnifiedDiff writes', () => {
    fc.assert(
      fc.property(
        editedText,
        fc.nat(4),
        fc.constantFrom('', 'fn x()'),
        ([before, after], context, heading) => {
          const hunks = diffTexts(before, after, context).map((hunk) => ({ ...hunk, heading }));
          assert.deepEqual(parseUnifiedDiff(formatUnifiedDiff(hunks)), { ok: true, hunks });
        },
      ),
    );
  });
});

describe('invertHunks', () => {
  it('gives the old text back, and the hunks themselves when done twice', () => {
    fc.assert(
      fc.property(editedText, fc.integer({ min: 1, max: 4 }), ([before, after], context) => {
        const hunks = diffTexts(before, after, context);
        const inverted = invertHunks(hunks);
        assert.deepEqual(applyHunks(after, inverted), { ok: true, text: before });
        assert.deepEqual(invertHunks(inverted), hunks);
        const { added, removed } = countChanges(hunks);
        assert.deepEqual(countChanges(inverted), { added: removed, removed: added });
      }),
    );
  });
});

describe('splitMoveSuffix', () => {
  it('takes the suffix of a moved file off', () => {
    assert.deepEqual(splitMoveSuffix('@@ -1 +1 @@\n-hello\n+bye\n\n\nMoved to: /workspace/c.txt'), {
      diff: '@@ -1 +1 @@\n-hello\n+bye\n',
      movePath: '/workspace/c.txt',
    });
    assert.deepEqual(splitMoveSuffix('\n\nMoved to: /c'), { diff: '', movePath: '/c' });
  });

  it('leaves a diff alone that only contains the words', () => {
    for (const diff of ['', '@@ -1 +1 @@\n-a\n+Moved to: /x', 'a\n\nMoved to: /x\nmore', 'a\n\nMoved to: ']) {
      assert.deepEqual(splitMoveSuffix(diff), { diff, movePath: null });
    }
  });
});
