import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { AdditionalPermissionProfile, FileSystemSandboxEntry } from '../../../../src/protocol/index.ts';
import { grantParts, permissionParts } from '../../../../src/shared/approvals/permissionParts.ts';

function withEntries(...entries: FileSystemSandboxEntry[]): AdditionalPermissionProfile {
  return { network: null, fileSystem: { read: null, write: null, entries } };
}

describe('permissionParts', () => {
  const table: [string, AdditionalPermissionProfile, unknown[]][] = [
    ['nothing', { network: null, fileSystem: null }, []],
    ['a network that stays off', { network: { enabled: false }, fileSystem: null }, []],
    [
      'the network',
      { network: { enabled: true }, fileSystem: null },
      [['network', 'network', 'network', '']],
    ],
    [
      'what an old server lists',
      { network: null, fileSystem: { read: ['/a'], write: ['/b'] } },
      [
        ['entry:0', 'read', 'path', '/a'],
        ['entry:1', 'write', 'path', '/b'],
      ],
    ],
    [
      'patterns and special places',
      withEntries(
        { path: { type: 'glob_pattern', pattern: '/x/**' }, access: 'write' },
        { path: { type: 'special', value: { kind: 'tmpdir' } }, access: 'read' },
        { path: { type: 'special', value: { kind: 'project_roots', subpath: 'docs' } }, access: 'deny' },
        {
          path: { type: 'special', value: { kind: 'unknown', path: ':new', subpath: null } },
          access: 'read',
        },
      ),
      [
        ['entry:0', 'write', 'glob', '/x/**'],
        ['entry:1', 'read', 'special', 'tmpdir'],
        ['entry:2', 'deny', 'special', 'project_roots/docs'],
        ['entry:3', 'read', 'special', ':new'],
      ],
    ],
  ];
  for (const [name, profile, expected] of table) {
    it(`lists ${name}`, () => {
      const parts = permissionParts(profile);
      assert.deepEqual(
        parts.map(({ id, access, targetKind, target }) => [id, access, targetKind, target]),
        expected,
      );
    });
  }

  it('takes the entries of a server that says the same twice', () => {
    const path = { type: 'path', path: '/a' } as const;
    const fileSystem = { read: ['/a'], write: null, entries: [{ path, access: 'read' as const }] };
    assert.equal(permissionParts({ network: null, fileSystem }).length, 1);
  });
});

describe('grantParts', () => {
  it('keeps how deep patterns are looked for, and grants nothing for unknown ids', () => {
    const profile = withEntries({ path: { type: 'glob_pattern', pattern: '/x/**' }, access: 'read' });
    const deep = { ...profile, fileSystem: { ...profile.fileSystem, globScanMaxDepth: 4 } };
    const asked = deep as AdditionalPermissionProfile;
    assert.equal(grantParts(asked, ['entry:0']).fileSystem?.globScanMaxDepth, 4);
    for (const id of ['entry:1', 'entry:00', 'network', 'constructor'])
      assert.deepEqual(grantParts(asked, [id]), {});
  });
});
