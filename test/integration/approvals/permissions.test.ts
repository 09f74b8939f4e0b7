import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import { functionCall } from '../../support/responseEvents.ts';
import { startAskingHost, type AskingHost } from './askingHost.ts';

const calls = {
  'Ask for more': () =>
    functionCall('request_permissions', {
      reason: 'It needs the data.',
      permissions: { network: { enabled: true }, file_system: { read: ['/etc'], write: ['/var/lib/data'] } },
    }),
};

interface Told {
  readonly permissions: {
    readonly network?: unknown;
    readonly file_system?: { readonly read?: string[]; readonly write?: string[] } | null;
  };
  readonly scope: string;
}

describe('Permissions with the real codex', () => {
  let host: AskingHost;
  afterEach(() => host.stop());

  it('grants all that was asked for, for the turn', async () => {
    host = await startAskingHost(calls);
    const approval = await host.ask(null, 'Ask for more');
    assert.ok(approval.kind === 'permissions');
    assert.equal(approval.request.reason, 'It needs the data.');
    const told = JSON.parse(await host.answer(approval, 'accept')) as Told;
    assert.deepEqual(told, {
      permissions: { network: { enabled: true }, file_system: { read: ['/etc'], write: ['/var/lib/data'] } },
      scope: 'turn',
    });
  });

  it('grants only what was chosen, for the session', async () => {
    host = await startAskingHost(calls);
    const approval = await host.ask(null, 'Ask for more');
    const content = { kind: 'permissions', granted: ['entry:0'] } as const;
    const told = JSON.parse(await host.answer(approval, 'acceptForSession', content)) as Told;
    assert.deepEqual(told.permissions.file_system?.read, ['/etc']);
    assert.ok(!told.permissions.network && !told.permissions.file_system?.write?.length);
    assert.equal(told.scope, 'session');
    const thread = host.store.getState().threads[approval.threadId];
    assert.deepEqual(
      thread?.settled.map((settled) => [settled.outcome, settled.approval.answeredContent]),
      [['answered', content]],
    );
  });

  it('grants nothing when it is declined, and goes on', async () => {
    host = await startAskingHost(calls);
    const approval = await host.ask(null, 'Ask for more');
    const told = JSON.parse(await host.answer(approval, 'decline')) as Told;
    assert.ok(!told.permissions.network && !told.permissions.file_system);
    assert.equal(told.scope, 'turn');
  });
});
