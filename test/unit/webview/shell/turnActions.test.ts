import assert from 'node:assert/strict';
import { h, render } from 'preact';
import type { ThreadItem } from '../../../../src/protocol/index.ts';
import { emptyTurn } from '../../../../src/shared/thread/turnReducer.ts';
import type { TurnState } from '../../../../src/shared/thread/threadState.ts';
import { TurnView } from '../../../../webview/transcript/turnView.tsx';
import { installFakeDom, removeFakeDom, type FakeElement } from '../cards/fakeDom.ts';
import { postedMessages, startFakeVsCode, stopFakeVsCode } from '../cards/fakeVsCode.ts';

function turnOf(status: TurnState['status'], ...texts: string[]): TurnState {
  const items = texts.map((text, index) => ({
    item: {
      type: 'userMessage',
      id: `${index}`,
      clientId: null,
      content: [{ type: 'text', text }],
    } as unknown as ThreadItem,
    progress: 'completed' as const,
    startedAtMs: null,
    completedAtMs: null,
  }));
  return { ...emptyTurn('U', status), items };
}

describe('what can be done with a turn', () => {
  let root: FakeElement;

  function draw(turn: TurnState, canFork: boolean, isLast: boolean): FakeElement[] {
    const none = { approvals: [], settled: [], notices: [], reviews: [], outbox: [] };
    render(
      h(TurnView, { threadId: 'T', turn, part: 0, isEnd: true, ...none, canFork, isLast }),
      root as never,
    );
    return root.all(({ localName }) => localName.endsWith('button'));
  }

  const names = (buttons: readonly FakeElement[]): string[] =>
    buttons.map((button) => button.attributes.get('aria-label') ?? button.textContent);

  beforeEach(() => {
    startFakeVsCode();
    root = installFakeDom();
  });
  afterEach(() => {
    render(null, root as never);
    removeFakeDom();
    stopFakeVsCode();
  });

  const cases: [
    what: string,
    status: TurnState['status'],
    canFork: boolean,
    isLast: boolean,
    expected: string[],
  ][] = [
    ['an earlier one', 'completed', true, false, ['Edit message']],
    ['the last one', 'completed', true, true, ['Edit message', 'Regenerate']],
    ['the last one, which failed', 'failed', true, true, ['Edit message', 'Regenerate']],
    ['a running one', 'inProgress', true, true, ['Edit message']],
    ['an interrupted one', 'interrupted', true, true, ['Edit message', 'Continue', 'Regenerate']],
    ['one that was interrupted before', 'interrupted', true, false, ['Edit message']],
    ["a sub-agent's or a side question's", 'interrupted', false, true, []],
  ];
  for (const [what, status, canFork, isLast, expected] of cases)
    it(`${what}: ${expected.join(', ') || 'nothing'}`, () => {
      // A message in mid-turn is not where the thread can be forked.
      assert.deepEqual(names(draw(turnOf(status, 'opens', 'steers'), canFork, isLast)), expected);
    });

  it('has nothing to edit or to have again where nobody said anything', () => {
    assert.deepEqual(names(draw(turnOf('completed'), true, true)), []);
  });

  it('is asked of the host', () => {
    for (const button of draw(turnOf('interrupted', 'opens'), true, true)) button.send('click');
    assert.deepEqual(postedMessages(), [
      { type: 'editMessage', threadId: 'T', turnId: 'U' },
      { type: 'continueTurn', threadId: 'T' },
      { type: 'regenerate', threadId: 'T', turnId: 'U' },
    ]);
  });
});
