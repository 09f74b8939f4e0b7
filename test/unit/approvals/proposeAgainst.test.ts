import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { proposeAgainst, type ProposedText } from '../../../src/approvals/proposeAgainst.ts';
import type { FileUpdateChange } from '../../../src/protocol/index.ts';

describe('proposeAgainst', () => {
  const disk = 'a\nb\nc\nd\ne\n';
  const update: FileUpdateChange = {
    path: '/w/a.txt',
    kind: { type: 'update', move_path: null },
    diff: '@@ -1,3 +1,3 @@\n a\n-b\n+B\n c\n',
  };
  const add: FileUpdateChange = { path: '/w/a.txt', kind: { type: 'add' }, diff: 'new\n' };
  const remove: FileUpdateChange = { path: '/w/a.txt', kind: { type: 'delete' }, diff: disk };
  const table: [
    name: string,
    change: FileUpdateChange,
    text: string | undefined,
    disk: string | undefined,
    expected: string | { proposed: string; overwrites: boolean },
  ][] = [
    ['a saved file', update, disk, disk, { proposed: 'a\nB\nc\nd\ne\n', overwrites: false }],
    ['edits elsewhere', update, `${disk}f\n`, disk, { proposed: 'a\nB\nc\nd\ne\nf\n', overwrites: false }],
    [
      'edits in the context of the hunk',
      update,
      'a\nb\nc\nd\n',
      disk,
      { proposed: 'a\nB\nc\nd\n', overwrites: false },
    ],
    [
      'an edit that a merge can keep though the hunk does not fit',
      { ...update, diff: '@@ -1,4 +1,4 @@\n a\n-b\n+B\n c\n d\n' },
      'a\nb\nc\nD\ne\n',
      disk,
      { proposed: 'a\nB\nc\nD\ne\n', overwrites: false },
    ],
    [
      'an edit of the same line',
      update,
      'a\nX\nc\nd\ne\n',
      disk,
      { proposed: 'a\nB\nc\nd\ne\n', overwrites: true },
    ],
    ['a hunk that fits neither', { ...update, diff: '@@ -1 +1 @@\n-z\n+y\n' }, disk, disk, 'conflict'],
    ['a missing file', update, undefined, undefined, 'conflict'],
    ['a new file', add, undefined, undefined, { proposed: 'new\n', overwrites: false }],
    ['a new file over unsaved text', add, 'mine', disk, { proposed: 'new\n', overwrites: true }],
    ['a deletion', remove, disk, disk, { proposed: '', overwrites: false }],
    ['a deletion of unsaved text', remove, 'mine', disk, { proposed: '', overwrites: true }],
  ];
  for (const [name, change, text, onDisk, expected] of table)
    it(name, () => {
      const result: ProposedText = proposeAgainst(change, { text, disk: onDisk });
      if (typeof expected === 'string') assert.equal(result.kind, expected);
      else assert.deepEqual(result, { kind: 'text', before: text, ...expected });
    });
});
