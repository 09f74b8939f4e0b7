import assert from 'node:assert/strict';
import type { FileUpdateChange } from '../../../../src/protocol/index.ts';
import type { ApprovalState, CommandApproval } from '../../../../src/shared/approvals/approvalState.ts';
import type { ItemState, ThreadState, ThreadSummary } from '../../../../src/shared/thread/threadState.ts';
import { approvalSummary, commandOf, cwdOf } from '../../../../webview/approvals/approvalSummary.ts';
import { isDeliberate } from '../../../../webview/approvals/clickGuard.ts';
import { describeAction } from '../../../../webview/approvals/describeAction.ts';
import { optionLabel } from '../../../../webview/approvals/optionLabel.ts';
import { groupApprovals } from '../../../../webview/transcript/groupApprovals.ts';

const ids = { threadId: 'T1', turnId: 'U1', itemId: 'I1' };
const base = {
  ...ids,
  id: 'A',
  requestId: 0,
  generation: 1,
  options: [],
  status: 'pending',
  answeredOptionId: null,
} as const;

function command(
  request: Partial<CommandApproval['request']>,
  change: Partial<CommandApproval> = {},
): ApprovalState {
  const asked = { ...ids, kind: 'command', startedAtMs: 0, environmentId: null, ...request } as const;
  return { ...base, kind: 'commandExecution', request: asked, ...change };
}

const fileChange: ApprovalState = { ...base, kind: 'fileChange', request: { ...ids, startedAtMs: 0 } };

function itemOf(item: ItemState['item']): ItemState {
  return { item, progress: 'open', startedAtMs: null, completedAtMs: null };
}

function patch(...paths: readonly string[]): ItemState {
  const changes: FileUpdateChange[] = paths.map((path) => ({ path, kind: { type: 'add' }, diff: '' }));
  return itemOf({ type: 'fileChange', id: 'I1', changes, status: 'inProgress' });
}

const shellItem = itemOf({
  type: 'commandExecution',
  id: 'I1',
  pluginId: null,
  scriptPath: null,
  command: 'from item',
  cwd: '/item',
  processId: null,
  source: 'agent',
  status: 'inProgress',
  commandActions: [],
  aggregatedOutput: null,
  exitCode: null,
  durationMs: null,
});

describe('approvalSummary', () => {
  it('reads a command without its shell, on one line', () => {
    assert.equal(approvalSummary(command({ command: "/bin/bash -lc 'touch x1'" }), undefined), 'touch x1');
    assert.equal(approvalSummary(command({ command: 'a\n  b' }), undefined), 'a b');
    assert.ok(approvalSummary(command({ command: 'x'.repeat(500) }), undefined).length <= 80);
  });

  it('takes the command and folder of the item where the request has none', () => {
    assert.equal(commandOf(command({ command: null }), shellItem), 'from item');
    assert.equal(commandOf(command({ command: 'asked' }), shellItem), 'asked');
    assert.equal(cwdOf(command({}), shellItem), '/item');
    assert.equal(commandOf(command({}), undefined), null);
    assert.notEqual(approvalSummary(command({}), undefined), '');
  });

  it('names the host of a network question', () => {
    const asked = command({ networkApprovalContext: { host: 'example.com', protocol: 'https' } });
    assert.equal(approvalSummary(asked, undefined), 'network access to example.com');
  });

  it('names the files of a change', () => {
    assert.equal(approvalSummary(fileChange, patch('src/a.ts')), 'change a.ts');
    assert.equal(approvalSummary(fileChange, patch('src\\a.ts', 'b', 'c')), 'change a.ts and 2 more');
    assert.equal(approvalSummary(fileChange, undefined), 'change files');
  });
});

describe('approval answers', () => {
  it('are not taken in the first moments of a card', () => {
    assert.equal(isDeliberate(1000, 1000), false);
    assert.equal(isDeliberate(1299, 1000), false);
    assert.equal(isDeliberate(1300, 1000), true);
    assert.equal(isDeliberate(1e9, Number.POSITIVE_INFINITY), false);
  });

  it('have a label of their own for each kind', () => {
    const kinds = [
      'accept',
      'acceptForSession',
      'acceptWithExecpolicyAmendment',
      'applyNetworkPolicyAmendment',
      'decline',
      'cancel',
    ] as const;
    const labels = kinds.map((kind) => optionLabel({ id: kind, kind, detail: null }));
    assert.equal(new Set(labels).size, kinds.length);
    assert.equal(labels[0], 'Accept');
    assert.equal(labels[4], 'Decline');
    assert.equal(labels[5], 'Decline and Stop Turn');
  });

  it('come with what codex makes of the command, where it knows', () => {
    assert.equal(describeAction({ type: 'read', command: 'cat a', name: 'a', path: '/a' }), 'Read a');
    assert.equal(
      describeAction({ type: 'search', command: 'rg', query: 'x', path: 'src' }),
      'Search for “x” in src',
    );
    assert.equal(describeAction({ type: 'listFiles', command: 'ls', path: null }), 'List files');
    assert.equal(describeAction({ type: 'unknown', command: 'make' }), null);
  });
});

describe('groupApprovals', () => {
  const summaries: Record<string, ThreadSummary> = Object.fromEntries(
    [
      ['T1', null],
      ['child', 'T1'],
      ['grandchild', 'child'],
      ['other', null],
      ['loop', 'loop'],
    ].map(([id, parentThreadId]) => [
      id,
      {
        id,
        parentThreadId,
        name: null,
        preview: '',
        cwd: '/',
        status: { type: 'idle' },
        model: null,
        createdAtMs: 0,
      },
    ]),
  ) as Record<string, ThreadSummary>;
  const turn = {
    id: 'U1',
    status: 'inProgress',
    items: [],
    error: null,
    retryMessage: null,
    plan: null,
  } as const;
  const thread: ThreadState = {
    id: 'T1',
    turns: [{ ...turn, startedAtMs: null, durationMs: null, tokenUsage: null }],
    notices: [],
    tokenUsage: null,
    history: 'complete',
    historyError: null,
  };

  it('shows each once: in its turn, at the end, or counted as elsewhere', () => {
    const approvals = [
      command({}, { id: 'inTurn' }),
      command({}, { id: 'unknownTurn', turnId: 'U9' }),
      command({}, { id: 'subAgent', threadId: 'grandchild' }),
      command({}, { id: 'other', threadId: 'other' }),
      command({}, { id: 'loop', threadId: 'loop' }),
    ];
    const groups = groupApprovals(approvals, thread, summaries);
    assert.deepEqual(
      groups.byTurn.get('U1')?.map(({ id }) => id),
      ['inTurn'],
    );
    assert.deepEqual(
      groups.atEnd.map(({ id }) => id),
      ['unknownTurn', 'subAgent'],
    );
    assert.equal(groups.elsewhere, 2);
  });

  it('counts all of them where no thread is shown', () => {
    assert.equal(groupApprovals([command({})], undefined, summaries).elsewhere, 1);
  });
});
