import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { ThreadSettingsState } from '../../../../src/shared/policy/policyState.ts';
import { unknownThread } from '../../../../src/shared/thread/threadSummary.ts';
import { folderText } from '../../../../webview/composer/folderChip.tsx';
import { threadFacts } from '../../../../webview/composer/threadFacts.ts';

const settings: ThreadSettingsState = {
  cwd: '/ws',
  approvalPolicy: 'on-request',
  sandbox: {
    type: 'workspaceWrite',
    writableRoots: ['/lib'],
    networkAccess: false,
    excludeSlashTmp: false,
    excludeTmpdirEnvVar: false,
  },
  reviewer: 'user',
  model: 'gpt-6',
  modelProvider: 'openai',
  effort: 'high',
  isPlanMode: false,
};
const summary = { ...unknownThread('T'), cwd: '/old', model: 'gpt-5', modelProvider: 'p', effort: 'low' };

describe('threadFacts', () => {
  it('are what codex reports, never what is stored, once the thread is loaded', () => {
    assert.deepEqual(threadFacts(settings, summary), {
      short: 'gpt-6 · high',
      lines: [
        'Model: gpt-6',
        'Provider: openai',
        'Effort: high',
        'Folder: /ws',
        'Approvals: asks for what the sandbox does not allow',
        'Sandbox: writes in the working folder, /lib',
      ],
    });
    assert.equal(threadFacts({ ...settings, effort: null }, summary).short, 'gpt-6');
  });

  it('of a thread that was only read are what is stored; its policy is not known', () => {
    assert.deepEqual(threadFacts(undefined, summary), {
      short: 'gpt-5 · low',
      lines: [
        'Model: gpt-5',
        'Provider: p',
        'Effort: low',
        'Folder: /old',
        'Approvals: Not known yet',
        'Sandbox: Not known yet',
      ],
    });
    assert.equal(threadFacts(undefined, undefined).short, '');
  });

  const approvals: readonly [ThreadSettingsState['approvalPolicy'], string][] = [
    ['never', 'never asks'],
    ['untrusted', 'asks before every command that is not known to be safe'],
    [
      {
        granular: {
          sandbox_approval: true,
          rules: true,
          skill_approval: true,
          request_permissions: true,
          mcp_elicitations: true,
        },
      },
      "rules of Codex's configuration",
    ],
  ];
  for (const [approvalPolicy, text] of approvals)
    it(`say that it ${text}`, () =>
      assert.equal(threadFacts({ ...settings, approvalPolicy }, undefined).lines[4], `Approvals: ${text}`));

  const sandboxes: readonly [ThreadSettingsState['sandbox'], string][] = [
    [{ type: 'dangerFullAccess' }, 'none'],
    [{ type: 'readOnly', networkAccess: false }, 'reads only'],
    [{ type: 'readOnly', networkAccess: true }, 'reads only, uses the network'],
    [{ type: 'externalSandbox', networkAccess: 'restricted' }, "another program's"],
  ];
  for (const [sandbox, text] of sandboxes)
    it(`say of the sandbox: ${text}`, () =>
      assert.equal(threadFacts({ ...settings, sandbox }, undefined).lines[5], `Sandbox: ${text}`));
});

describe('folderText', () => {
  it('is the name, whether it counts later, or that it is not known', () => {
    const folder = { name: 'app', path: '/app', isPending: false, isQuiet: false };
    assert.equal(folderText(folder), 'app');
    assert.equal(folderText({ ...folder, isPending: true }), 'app · from the next turn');
    assert.equal(folderText({ ...folder, name: '' }), 'Not known yet');
  });
});
