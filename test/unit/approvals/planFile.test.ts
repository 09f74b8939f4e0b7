import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { planFile, type FileStep } from '../../../src/approvals/planFile.ts';

describe('planFile', () => {
  const path = '/w/a';
  const table: [
    name: string,
    kind: 'add' | 'update' | 'delete' | 'move',
    texts: [before: string | undefined, proposed: string, shown: string],
    expected: FileStep,
  ][] = [
    ['an update', 'update', ['a', 'b', 'b'], { kind: 'write', path, text: 'b' }],
    ['an edited update', 'update', ['a', 'b', 'c'], { kind: 'write', path, text: 'c' }],
    ['an update taken back', 'update', ['a', 'b', 'a'], { kind: 'none' }],
    ['an emptied update', 'update', ['a', 'b', ''], { kind: 'write', path, text: '' }],
    ['a new file', 'add', [undefined, 'b', 'b'], { kind: 'create', path, text: 'b' }],
    ['a new empty file', 'add', [undefined, '', ''], { kind: 'create', path, text: '' }],
    ['an emptied new file', 'add', [undefined, 'b', ''], { kind: 'none' }],
    ['a new file over another', 'add', ['a', 'b', 'b'], { kind: 'write', path, text: 'b' }],
    ['a new file over another, taken back', 'add', ['a', 'b', 'a'], { kind: 'none' }],
    ['a deletion', 'delete', ['a', '', ''], { kind: 'delete', path }],
    ['the deletion of an empty file', 'delete', ['', '', ''], { kind: 'delete', path }],
    ['a restored deletion', 'delete', ['a', '', 'a'], { kind: 'none' }],
    ['a deletion of some lines only', 'delete', ['a\nb', '', 'b'], { kind: 'write', path, text: 'b' }],
    ['a move', 'move', ['a', 'b', 'b'], { kind: 'move', path, newPath: '/w/b', text: 'b' }],
    ['a move of the old text', 'move', ['a', 'b', 'a'], { kind: 'move', path, newPath: '/w/b', text: 'a' }],
  ];
  for (const [name, kind, [before, proposed, shown], expected] of table)
    it(name, () => {
      const target = kind === 'move' ? '/w/b' : path;
      const move_path = kind === 'move' ? target : null;
      const change = {
        path,
        kind: kind === 'update' || kind === 'move' ? { type: 'update' as const, move_path } : { type: kind },
        diff: '',
      };
      assert.deepEqual(planFile({ change, target, before, proposed }, shown), expected);
    });
});
