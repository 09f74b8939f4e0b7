import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import type { ThreadItem } from '../../../../src/protocol/index.ts';
import type { ItemState, TurnState } from '../../../../src/shared/thread/threadState.ts';
import { emptyTurn } from '../../../../src/shared/thread/turnReducer.ts';
import { isOldNews } from '../../../../webview/transcript/isOldNews.ts';
import { createOlderRequests } from '../../../../webview/transcript/olderRequests.ts';
import { createRowHeights } from '../../../../webview/transcript/rowHeights.ts';
import { rowSegments } from '../../../../webview/transcript/rowSegments.ts';
import { rowWindow, type RowRange } from '../../../../webview/transcript/rowWindow.ts';
import { itemsPerRow, rowId, turnRows } from '../../../../webview/transcript/turnRows.ts';
import { turnsKey } from '../../../../webview/transcript/turnsKey.ts';
import { waitingRows } from '../../../../webview/transcript/waitingRows.ts';
import { commandCard } from '../cards/cardFixtures.ts';

function turnOf(id: string, items: number): TurnState {
  const states = Array.from({ length: items }, (_, index): ItemState => {
    const item = { type: 'agentMessage', id: `${id}.${index}` } as ThreadItem;
    return { item, progress: 'completed', startedAtMs: null, completedAtMs: null };
  });
  return { ...emptyTurn(id, 'completed'), items: states };
}

describe('rowWindow', () => {
  /** 100 rows of 100 px, a view of 400 px: 300 px around it are near, 500 px are not far. */
  const query = { count: 100, heightOf: () => 100, viewPx: 400, isFirst: false };
  const decide = (index: number, offsetPx: number, current: RowRange | null = null): RowRange =>
    rowWindow({ ...query, place: { index, offsetPx }, current });

  it('has what is in view and near it', () => {
    assert.deepEqual(decide(50, 0), { first: 47, end: 57 });
    assert.deepEqual(decide(50, 60), { first: 47, end: 58 });
    assert.deepEqual(decide(0, 0), { first: 0, end: 7 });
    assert.deepEqual(decide(0, -30), { first: 0, end: 7 });
    assert.deepEqual(decide(100, -400), { first: 93, end: 100 });
    assert.deepEqual(decide(100, 10_000), { first: 100, end: 100 });
  });

  it('has only what is in view at first', () => {
    const first = (index: number, offsetPx: number): RowRange =>
      rowWindow({ ...query, place: { index, offsetPx }, current: null, isFirst: true });
    assert.deepEqual(first(100, -400), { first: 96, end: 100 });
    assert.deepEqual(first(50, 60), { first: 50, end: 55 });
  });

  it('keeps what is drawn until it is far', () => {
    assert.deepEqual(decide(50, 0, { first: 46, end: 58 }), { first: 46, end: 58 });
    assert.deepEqual(decide(50, 0, { first: 40, end: 52 }), { first: 45, end: 57 });
    assert.deepEqual(decide(50, 0, { first: 50, end: 90 }), { first: 47, end: 59 });
    assert.deepEqual(decide(50, 0, { first: 80, end: 90 }), { first: 47, end: 57 });
    assert.deepEqual(decide(50, 0, { first: 0, end: 9 }), { first: 47, end: 57 });
  });

  it('covers the view and no more than a few of its heights, whatever the rows are', () => {
    const cases = fc.record({
      heights: fc.array(fc.integer({ min: 1, max: 3000 }), { minLength: 1, maxLength: 60 }),
      viewPx: fc.integer({ min: 100, max: 1500 }),
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      first: fc.nat(60),
      length: fc.nat(30),
    });
    fc.assert(
      fc.property(cases, ({ heights, viewPx, at, first, length }) => {
        const heightOf = (index: number): number => heights[index] ?? 0;
        const index = Math.floor(at * (heights.length - 1));
        const offsetPx = Math.floor(at * heightOf(index));
        const current = {
          first: Math.min(first, heights.length),
          end: Math.min(first + length, heights.length),
        };
        const place = { index, offsetPx };
        const asked = { count: heights.length, heightOf, place, viewPx, current, isFirst: false };
        const range = rowWindow(asked);
        const topOf = (row: number): number => heights.slice(0, row).reduce((sum, height) => sum + height, 0);
        const viewTop = topOf(index) + offsetPx;
        assert.ok(range.first === 0 || topOf(range.first) <= viewTop - 0.75 * viewPx);
        assert.ok(range.end === heights.length || topOf(range.end) >= viewTop + 1.75 * viewPx);
        assert.ok(topOf(range.first + 1) > viewTop - 1.25 * viewPx);
        assert.ok(topOf(range.end - 1) < viewTop + 2.25 * viewPx);
        assert.deepEqual(rowWindow({ ...asked, current: range }), range);
      }),
    );
  });

  it('looks at no more rows than it has to, in any thread', () => {
    const looked = new Set<number>();
    const heightOf = (index: number): number => {
      looked.add(index);
      return 100;
    };
    rowWindow({ ...query, count: 1e6, heightOf, place: { index: 1e6, offsetPx: -400 }, current: null });
    assert.ok(looked.size < 20);
  });
});

describe('rowSegments', () => {
  it('has space for what is not drawn, and every row once', () => {
    assert.deepEqual(rowSegments(0, []), []);
    assert.deepEqual(rowSegments(2, []), [{ kind: 'space', first: 0, end: 2 }]);
    assert.deepEqual(rowSegments(6, [1, 2, 5]), [
      { kind: 'space', first: 0, end: 1 },
      { kind: 'row', index: 1 },
      { kind: 'row', index: 2 },
      { kind: 'space', first: 3, end: 5 },
      { kind: 'row', index: 5 },
    ]);
  });
});

describe('turnRows', () => {
  it('is a row for each turn, and several for a long one', () => {
    const { list, indexOf } = turnRows([
      turnOf('a', 0),
      turnOf('b', itemsPerRow + 1),
      turnOf('c', itemsPerRow),
    ]);
    assert.deepEqual(
      list.map(({ id, turnIndex, part, isEnd, items }) => [id, turnIndex, part, isEnd, items]),
      [
        ['a', 0, 0, true, 0],
        ['b', 1, 0, false, 24],
        ['b/1', 1, 1, true, 1],
        ['c', 2, 0, true, 24],
      ],
    );
    assert.equal(indexOf.get(rowId('b', 1)), 2);
    assert.equal(indexOf.get('c'), 3);
  });

  it('is small up to a number of items', () => {
    const many = Array.from({ length: 40 }, (_, index) => turnOf(`t${index}`, 2));
    assert.equal(turnRows(many).isSmall, true);
    assert.equal(turnRows([...many, turnOf('a', 1)]).isSmall, false);
  });

  it('has a key that changes when turns come or go only', () => {
    const [a, b, c] = [turnOf('a', 1), turnOf('b', 1), turnOf('c', 1)];
    const key = turnsKey([a, b]);
    assert.equal(turnsKey([a, turnOf('b', 5)]), key);
    for (const other of [[], [b], [a, b, c], [c, a, b], [a, c], [c, b]])
      assert.notEqual(turnsKey(other), key);
  });
});

describe('waitingRows', () => {
  const turns = [turnOf('a', 2), turnOf('b', 2 * itemsPerRow)];
  const rows = turnRows(turns);
  const waits = (turnId: string, itemId: string, status: 'pending' | 'answering' = 'pending'): number[] =>
    waitingRows(turns, rows, new Map([[turnId, [{ ...commandCard({}), turnId, itemId, status }]]]));

  it('is the row of each item that waits, else the end of its turn', () => {
    assert.deepEqual(waits('a', 'a.1'), [0]);
    assert.deepEqual(waits('b', 'b.1'), [1]);
    assert.deepEqual(waits('b', `b.${itemsPerRow}`), [2]);
    assert.deepEqual(waits('b', 'unknown'), [2]);
    assert.deepEqual(waits('b', 'b.1', 'answering'), []);
    assert.deepEqual(waits('gone', 'x'), []);
  });
});

describe('createRowHeights', () => {
  const row = (id: string, items = 3): { id: string; items: number } => ({ id, items });

  it('guesses by the items as long as nothing was measured', () => {
    const heights = createRowHeights();
    assert.ok(heights.get(row('a', 0)) > 0);
    assert.ok(heights.get(row('a', 20)) > 5 * heights.get(row('a', 1)));
    heights.clear();
    assert.ok(heights.get(row('a', 0)) > 0);
    heights.set(row('b'), 100);
    heights.clear();
    assert.equal(heights.get(row('c', 7)), 200, 'as in the thread before');
  });

  it('guesses by the items as they were measured', () => {
    const heights = createRowHeights();
    heights.set(row('a'), 100);
    heights.set(row('b'), 300);
    heights.set(row('a'), 500);
    assert.equal(heights.get(row('a')), 500);
    assert.equal(heights.get(row('never drawn')), 400);
    assert.equal(heights.get(row('twice as much', 7)), 800);
    heights.clear();
    assert.equal(heights.get(row('a')), 400);
  });

  it('keeps a guess until it knows better: what stands for rows out of view does not change with others', () => {
    const heights = createRowHeights();
    heights.set(row('a'), 100);
    assert.equal(heights.get(row('guessed')), 100);
    heights.set(row('b'), 900);
    assert.equal(heights.get(row('guessed')), 100);
    assert.equal(heights.get(row('later')), 500);
    heights.set(row('guessed'), 7);
    assert.equal(heights.get(row('guessed')), 7);
  });
});

describe('isOldNews', () => {
  it('tells new rows at the end from others', () => {
    assert.equal(isOldNews(['a', 'b'], ['a', 'b', 'c']), false);
    assert.equal(isOldNews(['a', 'b'], ['b', 'c', 'd']), false);
    assert.equal(isOldNews([], ['a']), false);
    assert.equal(isOldNews(['b'], ['a', 'b']), true);
    assert.equal(isOldNews(['b', 'd'], ['b', 'c', 'd', 'e']), true);
    assert.equal(isOldNews(['a', 'b'], ['x', 'y']), true);
    assert.equal(isOldNews([], ['a', 'b']), true);
  });
});

describe('createOlderRequests', () => {
  const near = { isWanted: true, firstTurnId: 'f' } as const;

  it('asks once for each first turn', () => {
    const asks = createOlderRequests();
    assert.equal(asks({ ...near, history: 'partial', isWanted: false }), false);
    assert.equal(asks({ ...near, history: 'partial' }), true);
    assert.equal(asks({ ...near, history: 'partial' }), false);
    assert.equal(asks({ ...near, history: 'loading' }), false);
    assert.equal(asks({ ...near, history: 'partial' }), false, 'no turns came: they would not come now');
    assert.equal(asks({ ...near, history: 'partial', firstTurnId: 'e' }), true);
    assert.equal(asks({ ...near, history: 'complete', firstTurnId: 'd' }), false);
  });

  it('leaves it to the person after a failure', () => {
    const asks = createOlderRequests();
    assert.equal(asks({ ...near, history: 'partial' }), true);
    assert.equal(asks({ ...near, history: 'failed' }), false);
    assert.equal(asks({ ...near, history: 'loading' }), false);
    assert.equal(asks({ ...near, history: 'partial' }), true);
  });
});
