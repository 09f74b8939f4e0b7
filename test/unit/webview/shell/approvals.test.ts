import assert from 'node:assert/strict';
import type { FileUpdateChange } from '../../../../src/protocol/index.ts';
import type {
  ApprovalOption,
  ApprovalState,
  CommandApproval,
} from '../../../../src/shared/approvals/approvalState.ts';
import type { ThreadState, ThreadSummary } from '../../../../src/shared/thread/threadState.ts';
import { canBeJudged, isChoosable } from '../../../../webview/approvals/acceptGuard.ts';
import { approvalSummary } from '../../../../webview/approvals/approvalSummary.ts';
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
  answeredContent: null,
} as const;

function command(
  request: Partial<CommandApproval['request']>,
  change: Partial<CommandApproval> = {},
): ApprovalState {
  const asked = { ...ids, kind: 'command', startedAtMs: 0, environmentId: null, ...request } as const;
  return { ...base, kind: 'commandExecution', request: asked, command: null, cwd: null, ...change };
}

function patch(...paths: readonly string[]): ApprovalState {
  const changes: FileUpdateChange[] = paths.map((path) => ({ path, kind: { type: 'add' }, diff: '' }));
  return {
    ...base,
    kind: 'fileChange',
    request: { ...ids, startedAtMs: 0 },
    changes,
    edited: false,
    places: null,
  };
}

const network = { host: 'example.com', protocol: 'https' } as const;

describe('approvalSummary', () => {
  it('reads a command without its shell, on one line', () => {
    assert.equal(approvalSummary(command({}, { command: "/bin/bash -lc 'touch x1'" })), 'touch x1');
    assert.equal(approvalSummary(command({}, { command: 'a\n  b' })), 'a b');
    assert.ok(approvalSummary(command({}, { command: 'x'.repeat(500) })).length <= 80);
  });

  it('takes the command that the host found, and has words where there is none', () => {
    assert.equal(approvalSummary(command({ command: null }, { command: 'from item' })), 'from item');
    assert.equal(approvalSummary(command({})), 'run a command');
  });

  it('names the host of a network question, and input as such', () => {
    const asked = command({ networkApprovalContext: network });
    assert.equal(approvalSummary(asked), 'network access to example.com');
    const input = command({ kind: 'writeStdin' }, { command: 'python3' });
    assert.equal(approvalSummary(input), 'input for a running process');
  });

  it('names the files of a change', () => {
    assert.equal(approvalSummary(patch('src/a.ts')), 'change a.ts');
    assert.equal(approvalSummary(patch('src\\a.ts', 'b', 'c')), 'change a.ts and 2 more');
    assert.equal(approvalSummary(patch()), 'change files');
  });
});

describe('canBeJudged', () => {
  it('needs files, a command, a host, or that it is input for a process', () => {
    assert.equal(canBeJudged(patch('a')), true);
    assert.equal(canBeJudged(patch()), false);
    assert.equal(canBeJudged(command({}, { command: 'ls' })), true);
    assert.equal(canBeJudged(command({ networkApprovalContext: network })), true);
    assert.equal(canBeJudged(command({ kind: 'writeStdin' })), true);
    assert.equal(canBeJudged(command({}, { cwd: '/w' })), false);
    assert.equal(canBeJudged(command({}, { command: '' })), false);
  });
});

describe('isChoosable', () => {
  const kinds = [
    'accept',
    'acceptForSession',
    'acceptWithExecpolicyAmendment',
    'applyNetworkPolicyAmendment',
    'decline',
    'cancel',
  ] as const;
  const options: ApprovalOption[] = kinds.map((kind) => ({ id: kind, kind, detail: null }));
  const choices = (approval: ApprovalState): string[] =>
    options.filter((option) => isChoosable(approval, option)).map(({ kind }) => kind);

  it('leaves only refusals where there is nothing to judge', () => {
    assert.deepEqual(choices(patch()), ['decline', 'cancel']);
    assert.deepEqual(choices(command({})), ['decline', 'cancel']);
    assert.deepEqual(choices(patch('a')), [...kinds]);
  });

  it('takes one answer', () => {
    assert.deepEqual(choices({ ...patch('a'), status: 'answering' }), []);
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
    const labels = kinds.map((kind) => optionLabel(patch('a'), { id: kind, kind, detail: null }));
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
        name: id === 'grandchild' ? 'Grand child' : null,
        preview: '',
        cwd: '/',
        status: { type: 'idle' },
        model: null,
        modelProvider: null,
        effort: null,
        ephemeral: false,
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
    settled: [],
    autoReviews: [],
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
      groups.atEnd.map(({ approval, asker }) => [approval.id, asker]),
      [
        ['unknownTurn', null],
        ['subAgent', 'Grand child'],
      ],
    );
    assert.deepEqual(
      groups.waiting.map(({ id }) => id),
      ['inTurn', 'unknownTurn', 'subAgent'],
    );
    assert.equal(groups.elsewhere, 2);
  });

  it('shows those that were answered, but counts them no more', () => {
    const approvals = [
      command({}, { id: 'shown', status: 'answering' }),
      command({}, { id: 'other', threadId: 'other', status: 'answering' }),
    ];
    const groups = groupApprovals(approvals, thread, summaries);
    assert.equal(groups.byTurn.get('U1')?.length, 1);
    assert.deepEqual(groups.waiting, []);
    assert.equal(groups.elsewhere, 0);
  });

  it('counts all of them where no thread is shown', () => {
    assert.equal(groupApprovals([command({})], undefined, summaries).elsewhere, 1);
  });
});
