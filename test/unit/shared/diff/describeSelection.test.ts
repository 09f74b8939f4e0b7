import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import { compareSelection, type HunkOutcome } from '../../../../src/shared/diff/compareSelection.ts';
import { describeSelection, type SelectionFile } from '../../../../src/shared/diff/describeSelection.ts';
import { lineChanges, splitLines } from '../../../../src/shared/diff/lineChanges.ts';
import { editedText } from './diffArbitraries.ts';

/** `before` with those hunks of `proposed` whose flag is set. */
function applySome(before: string, proposed: string, isApplied: (index: number) => boolean): string {
  const [old, made] = [splitLines(before), splitLines(proposed)];
  const pieces: string[] = [];
  let at = 0;
  for (const [index, change] of lineChanges(before, proposed).entries()) {
    pieces.push(...old.slice(at, change.oldFrom));
    if (isApplied(index)) pieces.push(...made.slice(change.newFrom, change.newTo));
    else pieces.push(...old.slice(change.oldFrom, change.oldTo));
    at = change.oldTo;
  }
  return [...pieces, ...old.slice(at)].join('');
}

const before = '1\n2\n3\n4\n5\n6\n7\n8\n9\n';
const proposed = '1\ntwo\n3\n4\nfive\n6\n7\neight\n9\n';

describe('compareSelection', () => {
  const table: [name: string, shown: string, outcomes: HunkOutcome[], further: number][] = [
    ['everything', proposed, ['applied', 'applied', 'applied'], 0],
    ['nothing', before, ['leftOut', 'leftOut', 'leftOut'], 0],
    ['one left out', '1\n2\n3\n4\nfive\n6\n7\neight\n9\n', ['leftOut', 'applied', 'applied'], 0],
    ['one edited', '1\ntwo\n3\n4\nFIVE!\n6\n7\neight\n9\n', ['applied', 'edited', 'applied'], 0],
    ['one left out, one edited', '1\n2\n3\n4\nFIVE!\n6\n7\neight\n9\n', ['leftOut', 'edited', 'applied'], 0],
    [
      'a line of the person beside the hunks',
      '1\ntwo\n3\n4\nfive\n6\n7\neight\n9\nmine\n',
      ['applied', 'applied', 'applied'],
      1,
    ],
  ];
  for (const [name, shown, outcomes, further] of table)
    it(name, () => {
      const selection = compareSelection(before, proposed, shown);
      assert.deepEqual(
        selection.hunks.map(({ outcome }) => outcome),
        outcomes,
      );
      assert.equal(selection.further.length, further);
    });

  it('calls applied exactly what gives the text that is shown, when nothing is edited', () => {
    fc.assert(
      fc.property(
        editedText,
        fc.array(fc.boolean(), { minLength: 80, maxLength: 80 }),
        ([from, to], flags) => {
          const shown = applySome(from, to, (index) => flags[index] === true);
          const { hunks, further } = compareSelection(from, to, shown);
          assert.equal(further.length, 0);
          assert.ok(hunks.every(({ outcome }) => outcome !== 'edited'));
          assert.equal(
            applySome(from, to, (index) => hunks[index]?.outcome === 'applied'),
            shown,
          );
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('never throws and names every hunk once, whatever is shown', () => {
    fc.assert(
      fc.property(editedText, editedText, ([from, to], [, shown]) => {
        const { hunks } = compareSelection(from, to, shown);
        assert.deepEqual(
          hunks.map(({ change }) => change),
          lineChanges(from, to),
        );
      }),
      { numRuns: 1000 },
    );
  });
});

describe('describeSelection', () => {
  const file: SelectionFile = {
    path: '/w/a.txt',
    kind: 'update',
    before,
    proposed,
    shown: '1\n2\n3\n4\nFIVE!\n6\n7\neight\n9\n',
    state: 'applied',
  };

  it('tells every hunk, and what was left out or edited as diffs', () => {
    const text = describeSelection([file]);
    assert.match(
      text,
      /^The user reviewed your patch .* answered as rejected\. Do not send the same patch again/s,
    );
    for (const part of [
      '/w/a.txt:\n',
      '- hunk 1 of 3 (line 2 of the file as it was): left out\n',
      '- hunk 2 of 3 (line 5 of the file as it was): edited by the user\n',
      '- hunk 3 of 3 (line 8 of the file as it was): applied as proposed\n',
      'Left out, and not in the file:\n```diff\n@@ -1,5 +1,5 @@\n 1\n-2\n+two\n 3\n',
      '-5\n+FIVE!\n',
    ])
      assert.ok(text.includes(part), `${part}\nis not in\n${text}`);
  });

  const table: [name: string, change: Partial<SelectionFile>, expected: string][] = [
    ['an untouched file', { shown: proposed }, '- all hunks applied as proposed'],
    ['a moved file', { shown: proposed, newPath: '/w/b.txt' }, '- moved to /w/b.txt'],
    ['a file left out', { shown: before, state: 'leftOut' }, '- left out by the user: the file is as it was'],
    ['an unsaved file', { shown: proposed, state: 'unsaved' }, 'NOT saved to disk yet'],
    ['a new file', { kind: 'add', before: '', shown: proposed }, '- created, as proposed'],
    ['a new file not created', { kind: 'add', before: '', shown: '', state: 'leftOut' }, '- not created'],
    ['an edited new file', { kind: 'add', before: '', shown: 'x\n' }, '- created with edits by the user'],
    ['a deletion', { kind: 'delete', proposed: '', shown: '' }, '- deleted, as proposed'],
    [
      'a deletion left out',
      { kind: 'delete', proposed: '', shown: before, state: 'leftOut' },
      '- not deleted',
    ],
  ];
  for (const [name, change, expected] of table)
    it(`tells ${name}`, () => assert.ok(describeSelection([{ ...file, ...change }]).includes(expected)));

  it('fences a text that has fences itself', () => {
    const fence = '1\n2\n```\n````\n5\n6\n7\n8\n9\n';
    assert.ok(describeSelection([{ ...file, shown: fence }]).includes('\n`````diff\n'));
  });

  it('takes any number of fences: the files are written by then, and codex must be told', () => {
    const fences = '` \n'.repeat(200_000);
    assert.ok(describeSelection([{ ...file, shown: fences }]).includes('```diff'));
  });
});
