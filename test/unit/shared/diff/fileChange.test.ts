import assert from 'node:assert/strict';
import type { FileUpdateChange } from '../../../../src/protocol/index.ts';
import { countFileChange, proposeFileChange } from '../../../../src/shared/diff/fileChange.ts';

const move: FileUpdateChange = {
  path: '/workspace/a.txt',
  kind: { type: 'update', move_path: '/workspace/c.txt' },
  diff: '@@ -1 +1 @@\n-hello\n+bye\n\n\nMoved to: /workspace/c.txt',
};
const remove: FileUpdateChange = { path: '/workspace/b.txt', kind: { type: 'delete' }, diff: 'bbb\n' };
const add: FileUpdateChange = { path: '/workspace/sub/n.txt', kind: { type: 'add' }, diff: 'one\ntwo\n' };

function update(diff: string, movePath: string | null = null): FileUpdateChange {
  return { path: '/workspace/a.txt', kind: { type: 'update', move_path: movePath }, diff };
}

describe('countFileChange', () => {
  const cases: readonly [string, FileUpdateChange, number, number][] = [
    ['an update with a move', move, 1, 1],
    ['a delete', remove, 0, 1],
    ['an add', add, 2, 0],
    ['an add without a final newline', { ...add, diff: 'one\n\ntwo' }, 3, 0],
    ['an add of an empty file', { ...add, diff: '' }, 0, 0],
    ['an add whose content looks like a diff', { ...add, diff: '-a\n-b\n' }, 2, 0],
    ['a move without an edit', update('\n\nMoved to: /c', '/c'), 0, 0],
    ['an update that does not parse', update('--- a\n+++ b\n-x\n+y\n+z\n'), 2, 1],
  ];
  for (const [name, change, added, removed] of cases) {
    it(`counts ${name}`, () => {
      assert.deepEqual(countFileChange(change), { added, removed });
    });
  }
});

describe('proposeFileChange', () => {
  it('proposes an update that moves the file', () => {
    assert.deepEqual(proposeFileChange(move, 'hello\n'), {
      kind: 'text',
      before: 'hello\n',
      after: 'bye\n',
      path: '/workspace/a.txt',
      newPath: '/workspace/c.txt',
    });
  });

  it('proposes a move without an edit', () => {
    const proposed = proposeFileChange(update('\n\nMoved to: /c', '/c'), 'x');
    assert.deepEqual(proposed, {
      kind: 'text',
      before: 'x',
      after: 'x',
      path: '/workspace/a.txt',
      newPath: '/c',
    });
  });

  it('proposes an update in place', () => {
    const proposed = proposeFileChange(update('@@ -1 +1 @@\n-hello\n+bye\n'), 'hello\n');
    assert.deepEqual(proposed, { kind: 'text', before: 'hello\n', after: 'bye\n', path: '/workspace/a.txt' });
  });

  it('proposes an add of a new file and over an existing one', () => {
    const { path } = add;
    assert.deepEqual(proposeFileChange(add, undefined), {
      kind: 'text',
      before: '',
      after: 'one\ntwo\n',
      path,
    });
    assert.deepEqual(proposeFileChange(add, 'old'), {
      kind: 'text',
      before: 'old',
      after: 'one\ntwo\n',
      path,
    });
  });

  it('proposes a delete of what is there now', () => {
    const { path } = remove;
    assert.deepEqual(proposeFileChange(remove, 'now\n'), { kind: 'text', before: 'now\n', after: '', path });
  });

  const conflicts: readonly [string, FileUpdateChange, string | undefined, RegExp][] = [
    ['an update of an absent file', move, undefined, /does not exist/],
    ['a delete of an absent file', remove, undefined, /does not exist/],
    ['an update that does not fit', move, 'other\n', /hunk 1 of 1 does not fit/],
    ['an update that does not parse', update('nonsense'), 'x', /cannot be read/],
    ['two targets', update('\n\nMoved to: /x', '/y'), 'x', /two different places/],
    ['a target that the kind does not name', update('\n\nMoved to: /x'), 'x', /two different places/],
  ];
  for (const [name, change, text, reason] of conflicts) {
    it(`calls ${name} a conflict`, () => {
      const proposed = proposeFileChange(change, text);
      assert.equal(proposed.kind, 'conflict');
      assert.match(proposed.reason, reason);
    });
  }
});
