import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type {
  GuardianApprovalReviewAction,
  GuardianApprovalReviewStatus,
} from '../../../../src/protocol/index.ts';
import { guardianDeniedEvent } from '../../../../src/shared/policy/guardianDeniedEvent.ts';
import {
  overrideAutoReview,
  upsertAutoReview,
  type AutoReview,
} from '../../../../src/shared/thread/autoReviews.ts';
import { emptyThread } from '../../../../src/shared/thread/threadReducer.ts';

const command: GuardianApprovalReviewAction = {
  type: 'command',
  source: 'unifiedExec',
  command: 'ls',
  cwd: '/w',
};

function reviewOf(
  action: GuardianApprovalReviewAction = command,
  status: GuardianApprovalReviewStatus = 'denied',
): AutoReview {
  return {
    reviewId: 'R',
    turnId: 'U',
    targetItemId: 'I',
    action,
    review: { status, riskLevel: 'high', userAuthorization: 'low', rationale: 'No.' },
    startedAtMs: 1,
    completedAtMs: 2,
    overridden: false,
  };
}

describe('guardianDeniedEvent', () => {
  it('is the assessment in snake case', () =>
    assert.deepEqual(guardianDeniedEvent(reviewOf()), {
      id: 'R',
      target_item_id: 'I',
      turn_id: 'U',
      started_at_ms: 1,
      completed_at_ms: 2,
      status: 'denied',
      risk_level: 'high',
      user_authorization: 'low',
      rationale: 'No.',
      decision_source: 'agent',
      action: { type: 'command', source: 'unified_exec', command: 'ls', cwd: '/w' },
    }));

  const actions: [GuardianApprovalReviewAction, unknown][] = [
    [
      { type: 'execve', source: 'shell', program: '/bin/ls', argv: ['ls'], cwd: '/w' },
      { type: 'execve', source: 'shell', program: '/bin/ls', argv: ['ls'], cwd: '/w' },
    ],
    [
      { type: 'applyPatch', cwd: '/w', files: ['/w/a'] },
      { type: 'apply_patch', cwd: '/w', files: ['/w/a'] },
    ],
    [
      { type: 'networkAccess', target: 't', host: 'h', protocol: 'socks5Tcp', port: 1 },
      { type: 'network_access', target: 't', host: 'h', protocol: 'socks5_tcp', port: 1 },
    ],
    [
      {
        type: 'mcpToolCall',
        server: 's',
        toolName: 't',
        connectorId: null,
        connectorName: null,
        toolTitle: 'T',
      },
      {
        type: 'mcp_tool_call',
        server: 's',
        tool_name: 't',
        connector_id: null,
        connector_name: null,
        tool_title: 'T',
      },
    ],
  ];
  for (const [action, expected] of actions)
    it(`says ${action.type} as codex does`, () => {
      const event = guardianDeniedEvent(reviewOf(action)) as { action: unknown };
      assert.deepEqual(event.action, expected);
    });

  it('is none for what cannot be said, and for what is no denial', () => {
    const stdin = { type: 'writeStdin', approvalId: 'a', processId: '1', stdin: 'x', cwd: '/w' } as const;
    const permissions = {
      type: 'requestPermissions',
      reason: null,
      permissions: { network: null, fileSystem: null },
    } as const;
    for (const action of [stdin, permissions]) assert.equal(guardianDeniedEvent(reviewOf(action)), null);
    for (const status of ['inProgress', 'approved', 'timedOut', 'aborted'] as const)
      assert.equal(guardianDeniedEvent(reviewOf(command, status)), null);
  });
});

describe('upsertAutoReview', () => {
  const { reviewId, turnId, targetItemId, action, review, startedAtMs } = reviewOf();
  const base = { threadId: 'T', reviewId, turnId, targetItemId, action, startedAtMs };
  const started = { ...base, review: { ...review, status: 'inProgress' as const, rationale: null } };
  const completed = { ...base, review, completedAtMs: 2, decisionSource: 'agent' as const };
  const warned = {
    ...emptyThread('T', 'complete'),
    notices: [
      { id: 0, turnId: 'U', kind: 'guardianWarning' as const, message: 'Automatic review denied: No.' },
      { id: 1, turnId: 'U', kind: 'warning' as const, message: 'No.' },
    ],
  };

  it('replaces the start by the end, and takes out the warning that repeats it', () => {
    const thread = upsertAutoReview(upsertAutoReview(warned, started), completed);
    assert.deepEqual(thread.autoReviews, [reviewOf()]);
    assert.deepEqual(
      thread.notices.map(({ id }) => id),
      [1],
    );
  });

  it('changes nothing by a start that comes after the end', () => {
    const thread = upsertAutoReview(warned, completed);
    assert.equal(upsertAutoReview(thread, started), thread);
  });

  it('marks an overridden denial', () => {
    const thread = overrideAutoReview(upsertAutoReview(warned, completed), 'R');
    assert.equal(thread.autoReviews[0]?.overridden, true);
  });
});
