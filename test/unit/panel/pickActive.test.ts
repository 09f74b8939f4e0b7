import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { pickActive } from '../../../src/panel/pickActive.ts';

type Use = 'focused' | 'visible' | 'hidden';

const table: readonly [string, sidebar: [Use, number], tabs: readonly [Use, number][], wanted: number][] = [
  ['nothing was ever seen: the sidebar', ['hidden', 0], [], 0],
  ['the only visible one', ['hidden', 3], [['visible', 1]], 1],
  [
    'the focused one',
    ['visible', 5],
    [
      ['visible', 9],
      ['focused', 2],
    ],
    2,
  ],
  ['of two that say they are focused, the later', ['focused', 1], [['focused', 2]], 1],
  [
    'without the focus, the visible one that was used last',
    ['visible', 4],
    [
      ['visible', 7],
      ['hidden', 9],
    ],
    1,
  ],
  ['the sidebar was used last', ['visible', 8], [['visible', 7]], 0],
  ['never one that nobody sees', ['visible', 0], [['hidden', 9]], 0],
  ['all hidden: the sidebar', ['hidden', 1], [['hidden', 9]], 0],
];

describe('pickActive', () => {
  for (const [name, sidebar, tabs, wanted] of table) {
    it(name, () => {
      const uses = [sidebar, ...tabs].map(([use, lastUse], id) => ({
        id,
        lastUse,
        isVisible: use !== 'hidden',
        isFocused: use === 'focused',
      }));
      const [fallback] = uses;
      assert.ok(fallback);
      assert.equal(pickActive(uses, fallback).id, wanted);
    });
  }
});
