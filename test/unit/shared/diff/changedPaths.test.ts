import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { changedPaths, moveTarget } from '../../../../src/shared/diff/changedPaths.ts';

describe('changedPaths', () => {
  const table = [
    [{ type: 'add' }, null],
    [{ type: 'delete' }, null],
    [{ type: 'update', move_path: null }, null],
    [{ type: 'update', move_path: '' }, null],
    [{ type: 'update', move_path: '/b' }, '/b'],
  ] as const;
  for (const [kind, target] of table)
    it(JSON.stringify(kind), () => {
      assert.equal(moveTarget({ kind }), target);
      assert.deepEqual(changedPaths({ path: '/a', kind }), target === null ? ['/a'] : ['/a', target]);
    });
});
