import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import {
  decidePermissions,
  deniedPermissions,
  permissionOptions,
} from '../../../src/approvals/permissionDecisions.ts';
import type {
  FileSystemSandboxEntry,
  PermissionsRequestApprovalResponse,
} from '../../../src/protocol/index.ts';
import type { ApprovalContent } from '../../../src/shared/approvals/approvalState.ts';
import { permissionsRequest } from './requests.ts';

const request = permissionsRequest();
const [read, write, deny] = request.permissions.fileSystem?.entries ?? [];
const network = { enabled: true };

function granted(...ids: string[]): ApprovalContent {
  return { kind: 'permissions', granted: ids };
}

function files(...entries: (FileSystemSandboxEntry | undefined)[]): object {
  return { read: null, write: null, entries };
}

describe('decidePermissions', () => {
  const whole = { network, fileSystem: files(read, write, deny) };
  const table: [string, string, ApprovalContent | null, unknown][] = [
    ['everything for the turn', 'accept', null, { permissions: whole, scope: 'turn' }],
    ['everything for the session', 'acceptForSession', null, { permissions: whole, scope: 'session' }],
    ['only the network', 'accept', granted('network'), { permissions: { network }, scope: 'turn' }],
    [
      'only one file, with what stays forbidden',
      'acceptForSession',
      granted('entry:1'),
      { permissions: { fileSystem: files(write, deny) }, scope: 'session' },
    ],
    ['nothing, which is a refusal', 'acceptForSession', granted(), deniedPermissions],
    ['only what is forbidden, which is nothing', 'accept', granted('entry:2'), deniedPermissions],
    ['a refusal', 'decline', granted('network'), deniedPermissions],
    ['what was not asked for', 'accept', granted('network', 'entry:3'), undefined],
    ['content of another kind', 'accept', { kind: 'form', values: {} }, undefined],
    ['an option that is not offered', 'cancel', null, undefined],
    ['a made-up option', 'constructor', null, undefined],
  ];
  for (const [name, optionId, content, expected] of table)
    it(`answers ${name}`, () => assert.deepEqual(decidePermissions(request, optionId, content), expected));

  it('answers an old server, which lists no entries, in its own words', () => {
    const fileSystem = { read: ['/a', '/b'], write: ['/c'] };
    const old = permissionsRequest({ permissions: { network: null, fileSystem } });
    assert.deepEqual(decidePermissions(old, 'accept', granted('entry:1', 'entry:2')), {
      permissions: { fileSystem: { read: ['/b'], write: ['/c'] } },
      scope: 'turn',
    });
  });

  it('offers no grant for a request that asks for nothing', () => {
    const fileSystem = { read: null, write: null, entries: deny ? [deny] : [] };
    for (const permissions of [
      { network: null, fileSystem: null },
      { network: { enabled: false }, fileSystem: null },
      { network: null, fileSystem },
    ]) {
      const empty = permissionsRequest({ permissions });
      assert.deepEqual(
        permissionOptions(empty).map(({ kind }) => kind),
        ['decline'],
      );
      assert.equal(decidePermissions(empty, 'accept', null), undefined);
    }
  });

  it('grants nothing that was not both asked for and chosen, and keeps what is forbidden', () => {
    const entry = fc.record({
      path: fc.record({ type: fc.constant('path' as const), path: fc.string() }),
      access: fc.constantFrom('read' as const, 'write' as const, 'deny' as const),
    });
    const ids = fc.oneof(
      fc.constant('network'),
      fc.nat(8).map((index) => `entry:${index}`),
      fc.string(),
    );
    const profile = fc.record({
      network: fc.constantFrom(null, { enabled: true }, { enabled: false }, { enabled: null }),
      fileSystem: fc.option(
        fc.record({ read: fc.constant(null), write: fc.constant(null), entries: fc.array(entry) }),
      ),
    });
    fc.assert(
      fc.property(profile, fc.array(ids), (permissions, chosen) => {
        const answer: PermissionsRequestApprovalResponse | undefined = decidePermissions(
          permissionsRequest({ permissions }),
          'accept',
          granted(...chosen),
        );
        if (!answer) return;
        const asked: readonly FileSystemSandboxEntry[] = permissions.fileSystem?.entries ?? [];
        const given = answer.permissions.fileSystem?.entries ?? [];
        if (answer.permissions.network) {
          assert.equal(permissions.network?.enabled, true);
          assert.ok(chosen.includes('network'));
        }
        for (const item of given)
          assert.ok(item.access === 'deny' || chosen.includes(`entry:${asked.indexOf(item)}`));
        if (given.length > 0)
          for (const item of asked) assert.ok(item.access !== 'deny' || given.includes(item));
      }),
    );
  });
});
