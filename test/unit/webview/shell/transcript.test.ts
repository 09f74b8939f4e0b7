import assert from 'node:assert/strict';
import type { JSX } from 'preact';
import type { ThreadItem } from '../../../../src/protocol/index.ts';
import type { OutboxEntry } from '../../../../src/shared/appState.ts';
import type { FileChangeApproval } from '../../../../src/shared/approvals/approvalState.ts';
import type {
  ItemState,
  ThreadState,
  TurnProgress,
  TurnState,
} from '../../../../src/shared/thread/threadState.ts';
import { toAnnouncement } from '../../../../webview/announcement.ts';
import { groupSettled } from '../../../../webview/transcript/groupSettled.ts';
import { shownItems } from '../../../../webview/transcript/shownItems.ts';
import { splitOutbox } from '../../../../webview/transcript/splitOutbox.ts';
import { elicitationCard, formRequest, question, questionsCard } from '../cards/cardFixtures.ts';
import { TurnFooter } from '../../../../webview/transcript/turnFooter.tsx';

function itemOf(type: ThreadItem['type'], id: string): ItemState {
  const item = { type, id } as ThreadItem;
  return { item, progress: 'completed', startedAtMs: null, completedAtMs: null };
}

function turnOf(status: TurnProgress, items: readonly ItemState[] = []): TurnState {
  const times = { startedAtMs: null, durationMs: null };
  return { id: 'U', status, items, error: null, retryMessage: null, plan: null, tokenUsage: null, ...times };
}

function threadOf(turn: TurnState): ThreadState {
  const history = { history: 'complete', historyError: null } as const;
  return { id: 'T', turns: [turn], notices: [], settled: [], autoReviews: [], tokenUsage: null, ...history };
}

function change(path: string): FileChangeApproval {
  const ids = { threadId: 'T', turnId: 'U', itemId: path };
  return {
    ...ids,
    id: path,
    kind: 'fileChange',
    requestId: 0,
    generation: 1,
    options: [],
    status: 'pending',
    answeredOptionId: null,
    answeredContent: null,
    edited: false,
    places: null,
    request: { ...ids, startedAtMs: 0 },
    changes: [{ path, kind: { type: 'add' }, diff: '' }],
  };
}

describe('shownItems', () => {
  const idsOf = (items: readonly ItemState[]): string[] => items.map(({ item }) => item.id);

  it('leaves out what a reviewer says, not what it does nor what comes after', () => {
    const items = [
      itemOf('agentMessage', 'before'),
      itemOf('enteredReviewMode', 'entered'),
      itemOf('commandExecution', 'command'),
      itemOf('agentMessage', 'json'),
      itemOf('exitedReviewMode', 'exited'),
      itemOf('agentMessage', 'after'),
    ];
    assert.deepEqual(idsOf(shownItems(items)), ['before', 'entered', 'command', 'exited', 'after']);
    assert.deepEqual(idsOf(shownItems(items.slice(0, 4))), ['before', 'entered', 'command']);
  });

  it('gives the same list where there is no review', () => {
    const items = [itemOf('userMessage', 'a'), itemOf('agentMessage', 'b')];
    assert.equal(shownItems(items), items);
  });
});

describe('splitOutbox', () => {
  const entry: OutboxEntry = {
    clientId: 'c',
    threadId: 'T',
    text: 'x',
    status: 'sending',
    error: null,
    draftKey: 'd',
    isHeld: false,
  };
  const failed: OutboxEntry = { ...entry, clientId: 'f', status: 'failed', error: 'no' };

  it('puts a message on its way into the turn that it has just started', () => {
    const places = splitOutbox([turnOf('completed'), turnOf('inProgress')], [failed, entry]);
    assert.deepEqual(places, { inLastTurn: [entry], atEnd: [failed] });
  });

  it('leaves all of them at the end otherwise', () => {
    const others = [undefined, [], [turnOf('completed')], [turnOf('inProgress', [itemOf('plan', 'p')])]];
    for (const turns of others) {
      assert.deepEqual(splitOutbox(turns, [failed, entry]), { inLastTurn: [], atEnd: [failed, entry] });
    }
  });
});

describe('toAnnouncement', () => {
  const running = threadOf(turnOf('inProgress'));

  it('says how the last turn stands', () => {
    assert.equal(toAnnouncement(undefined, []), '');
    assert.equal(toAnnouncement(running, []), 'Codex is working.');
    assert.equal(toAnnouncement(threadOf(turnOf('failed')), []), 'Codex has stopped with an error.');
  });

  it('says what was withdrawn, as long as its turn is the last', () => {
    const withdrawn = { approval: change('a'), outcome: 'withdrawn' } as const;
    const said = toAnnouncement({ ...running, settled: [withdrawn] }, []);
    assert.equal(
      said,
      'change a: No longer asked: it was withdrawn, or answered elsewhere. Codex is working.',
    );
    const answered = { ...withdrawn, outcome: 'answered' } as const;
    const later = { approval: { ...change('a'), turnId: 'before' }, outcome: 'turnEnded' } as const;
    for (const settled of [[withdrawn, answered], [later]])
      assert.equal(toAnnouncement({ ...running, settled }, []), 'Codex is working.');
  });

  it('says that a question is one', () => {
    const asked = questionsCard([question()]);
    assert.equal(toAnnouncement(running, [asked]), 'Codex asks: Which?');
    assert.equal(
      toAnnouncement(running, [asked, change('b')]),
      'Codex waits for 2 answers. The newest: change b',
    );
  });

  it('says what is asked, and another sentence for each that comes', () => {
    const [a, b, c] = [change('a'), change('b'), change('c')];
    assert.equal(toAnnouncement(running, [a]), 'Codex needs your approval: change a');
    assert.equal(toAnnouncement(running, [a, b]), 'Codex needs 2 approvals. The newest: change b');
    assert.notEqual(toAnnouncement(running, [b, c]), toAnnouncement(running, [a, b]));
    assert.notEqual(toAnnouncement(running, [c]), toAnnouncement(running, [a]));
  });
});

describe('groupSettled', () => {
  it('puts each into its turn, else at the end', () => {
    const inTurn = { approval: change('a'), outcome: 'withdrawn' } as const;
    const outside = { approval: elicitationCard(formRequest({})), outcome: 'serverLost' } as const;
    const unbound = { approval: { ...outside.approval, turnId: null }, outcome: 'serverLost' } as const;
    const second = { ...inTurn, approval: change('b') };
    const groups = groupSettled([inTurn, outside, unbound, second], ['U']);
    assert.deepEqual([...groups.byTurn], [['U', [inTurn, second]]]);
    assert.deepEqual(groups.atEnd, [outside, unbound]);
    const early = groupSettled([inTurn, outside, unbound, second], ['U'], true);
    assert.deepEqual(early.atEnd, [unbound], 'that of an older turn comes with it');
  });
});

describe('TurnFooter', () => {
  it('says how full the context is, not what the turn cost', () => {
    const rest = {
      inputTokens: 0,
      cachedInputTokens: 0,
      cacheWriteInputTokens: 0,
      outputTokens: 0,
      reasoningOutputTokens: 0,
    };
    const tokenUsage = {
      total: { ...rest, totalTokens: 90_000 },
      last: { ...rest, totalTokens: 34_000 },
      modelContextWindow: 272_000,
    };
    const turn = { ...turnOf('completed'), durationMs: 12_000, tokenUsage };
    const footer = TurnFooter({ threadId: 'T', turn, canRegenerate: false });
    assert.ok(footer);
    const [text] = footer.props.children as [JSX.Element];
    assert.equal(text.props.children, '12s · 34k tokens in context · 88% context left');
    assert.equal(TurnFooter({ threadId: 'T', turn: turnOf('completed'), canRegenerate: false }), null);
  });
});
