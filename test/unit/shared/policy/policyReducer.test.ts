import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import { initialAppState, type AppEvent, type AppState } from '../../../../src/shared/appState.ts';
import { policyModes, policyParts, type PolicyMode } from '../../../../src/shared/policy/policyMode.ts';
import { startOverrides, turnOverrides } from '../../../../src/shared/policy/policyOverrides.ts';
import type {
  PolicyChoice,
  PolicyLimits,
  ThreadSettingsState,
} from '../../../../src/shared/policy/policyState.ts';
import { shownPolicy } from '../../../../src/shared/policy/shownPolicy.ts';
import { concernsSurface, projectSurface } from '../../../../src/shared/projectSurface.ts';
import { reduceApp } from '../../../../src/shared/reduceApp.ts';

const free: PolicyLimits = {
  configured: null,
  forbidden: {},
  usesProfiles: false,
  canAutoReview: true,
  canPlan: true,
};

function fold(...events: AppEvent[]): AppState {
  return events.reduce(reduceApp, initialAppState);
}

function limits(change: Partial<PolicyLimits> = {}): AppEvent {
  return { method: 'host/policyLimitsRead', params: { limits: { ...free, ...change } } };
}

function settings(mode: PolicyMode, isPlanMode = false): ThreadSettingsState {
  return {
    cwd: '/w',
    approvalPolicy: policyParts[mode].approvalPolicy,
    sandbox: policyParts[mode].sandboxPolicy,
    reviewer: 'user',
    model: 'm',
    modelProvider: 'p',
    effort: 'high',
    isPlanMode,
  };
}

function seen(threadId: string, mode: PolicyMode, isPlanMode = false): AppEvent {
  return {
    method: 'host/threadSettingsSeen',
    params: { threadId, settings: settings(mode, isPlanMode) },
  };
}

function chosen(threadId: string | null, choice: PolicyChoice, remember = false): AppEvent {
  return { method: 'host/policyChosen', params: { threadId, choice, remember } };
}

function assigned(threadId: string, choice: PolicyChoice): AppEvent {
  return { method: 'host/policyAssigned', params: { threadId, choice } };
}

describe('the policy of a new thread', () => {
  it('is none before the server was asked: codex decides', () =>
    assert.deepEqual(startOverrides(fold().policy), {}));

  it('is Agent where nothing is configured', () =>
    assert.deepEqual(startOverrides(fold(limits()).policy), {
      approvalPolicy: 'on-request',
      sandbox: 'workspace-write',
    }));

  for (const configured of [...policyModes, 'custom'] as const)
    it(`is left to a configuration that says ${configured}, and shown`, () => {
      const state = fold(limits({ configured }));
      assert.deepEqual(startOverrides(state.policy), {});
      assert.equal(shownPolicy(state, null).mode, configured);
    });

  it('is what was picked, before what is remembered, before the configuration', () => {
    const configured = limits({ configured: 'askBeforeEdits' });
    const remembered = chosen(null, { mode: 'agent' }, true);
    const next = fold(configured, remembered, assigned('T', { mode: 'agent' }), seen('T', 'agent'));
    assert.equal(startOverrides(next.policy).sandbox, 'workspace-write');
    const picked = reduceApp(next, chosen(null, { mode: 'fullAccess', reviewer: 'auto_review' }));
    assert.deepEqual(startOverrides(picked.policy), {
      approvalPolicy: 'never',
      sandbox: 'danger-full-access',
      approvalsReviewer: 'auto_review',
    });
    assert.equal(picked.policy.remembered, 'agent');
  });

  it('is none where the mode is forbidden', () => {
    const state = fold(limits({ forbidden: { agent: 'sandbox' } }), chosen(null, { mode: 'agent' }, true));
    assert.deepEqual(startOverrides(state.policy), {});
    assert.equal(shownPolicy(state, null).mode, 'unknown');
  });

  it('is said by profile where the administrator names profiles', () =>
    assert.deepEqual(startOverrides(fold(limits({ usesProfiles: true })).policy), {
      approvalPolicy: 'on-request',
      permissions: ':workspace',
    }));

  it('goes over to the thread with its first turn: what codex already has is not sent again', () => {
    const choice = { mode: 'readOnly', isPlanMode: true } as const;
    const state = fold(limits(), chosen(null, choice), assigned('T', choice), seen('T', 'readOnly'));
    assert.deepEqual(state.policy.chosen, { T: { isPlanMode: true } });
    assert.deepEqual(turnOverrides(state, 'T').overrides, {
      collaborationMode: {
        mode: 'plan',
        settings: { model: 'm', reasoning_effort: 'high', developer_instructions: null },
      },
    });
  });
});

describe('a choice while a new thread is being started', () => {
  it('is for the next new thread, not for the one under way', () => {
    const state = fold(chosen(null, { mode: 'fullAccess' }), assigned('T', { mode: 'readOnly' }));
    assert.deepEqual(state.policy.chosen, { '': { mode: 'fullAccess' }, T: { mode: 'readOnly' } });
  });
});

describe('the policy of a thread', () => {
  it('is what the server reports, never our default', () => {
    const state = fold(limits(), chosen(null, { mode: 'fullAccess' }, true), seen('T', 'readOnly'));
    assert.equal(shownPolicy(state, 'T').mode, 'readOnly');
    assert.deepEqual(turnOverrides(state, 'T'), { overrides: {}, choice: {} });
    assert.equal(shownPolicy(state, 'another').mode, 'unknown');
  });

  it('is sent with the next turn, and pending until the server reports it', () => {
    const picked = fold(limits(), seen('T', 'agent'), chosen('T', { mode: 'readOnly' }));
    assert.deepEqual(turnOverrides(picked, 'T').overrides, {
      approvalPolicy: 'never',
      sandboxPolicy: { type: 'readOnly', networkAccess: false },
    });
    assert.deepEqual([shownPolicy(picked, 'T').mode, shownPolicy(picked, 'T').isPending], ['readOnly', true]);
    const reported = reduceApp(picked, seen('T', 'readOnly'));
    assert.deepEqual(reported.policy.chosen, {});
    assert.equal(shownPolicy(reported, 'T').isPending, false);
  });

  it('is the reported one again when a turn took the choice and codex made something else of it', () => {
    const choice = { mode: 'fullAccess' } as const;
    const state = fold(limits(), seen('T', 'agent'), chosen('T', choice), {
      method: 'host/policySent',
      params: { threadId: 'T', choice },
    });
    assert.equal(shownPolicy(state, 'T').mode, 'agent');
  });

  it('keeps a choice that was changed while the turn with the earlier one was sent', () => {
    const sent: AppEvent = {
      method: 'host/policySent',
      params: { threadId: 'T', choice: { mode: 'agent', isPlanMode: true } },
    };
    const state = fold(
      seen('T', 'readOnly'),
      chosen('T', { mode: 'askBeforeEdits', isPlanMode: true }),
      sent,
    );
    assert.deepEqual(state.policy.chosen, { T: { mode: 'askBeforeEdits' } });
  });

  it('is sent when what seems to be in force is picked again, and not shown as pending', () => {
    const state = fold(seen('T', 'agent'), chosen('T', { mode: 'agent' }));
    assert.equal(turnOverrides(state, 'T').overrides.approvalPolicy, 'on-request');
    assert.equal(shownPolicy(state, 'T').isPending, false);
  });

  it('is forgotten with the thread', () => {
    const gone: AppEvent = { method: 'thread/deleted', params: { threadId: 'T' } };
    const state = fold(seen('T', 'agent'), chosen('T', { mode: 'readOnly' }), gone);
    assert.deepEqual([state.threadSettings, state.policy.chosen], [{}, {}]);
  });

  it('takes what an earlier window left, under what was picked meanwhile', () => {
    const restored: AppEvent = {
      method: 'host/policyRestored',
      params: {
        remembered: 'readOnly',
        threadSettings: { T: settings('fullAccess'), U: settings('agent') },
        chosen: { T: { mode: 'agent' }, U: { isPlanMode: true } },
      },
    };
    const { policy, threadSettings } = fold(seen('T', 'agent'), chosen('T', { mode: 'readOnly' }), restored);
    assert.deepEqual(threadSettings, { T: settings('agent'), U: settings('agent') });
    assert.equal(policy.remembered, 'readOnly');
    assert.deepEqual(policy.chosen, { T: { mode: 'readOnly' }, U: { isPlanMode: true } });
  });

  it('is the same in every surface', () => {
    const mode = fc.constantFrom(...policyModes);
    const thread = fc.constantFrom('T', 'U');
    const event = fc.oneof(
      fc.tuple(thread, mode, fc.boolean()).map((args) => seen(...args)),
      fc.tuple(fc.option(thread), mode).map(([id, picked]) => chosen(id, { mode: picked }, true)),
      fc.tuple(thread, mode).map(([id, picked]) => assigned(id, { mode: picked })),
      fc.constant(limits()),
    );
    fc.assert(
      fc.property(fc.array(event), fc.constantFrom('T', 'U', null), (events, surface) => {
        const replica = events
          .filter((each) => concernsSurface(each, surface))
          .reduce(reduceApp, projectSurface(initialAppState, surface));
        assert.deepEqual(projectSurface(replica, surface), projectSurface(fold(...events), surface));
      }),
      { numRuns: 200 },
    );
  });
});
