import type {
  AdditionalFileSystemPermissions,
  AdditionalPermissionProfile,
  FileSystemPath,
  FileSystemSandboxEntry,
  GrantedPermissionProfile,
} from '../../protocol/index.ts';

/** One thing that a request for permissions asks for, which may be granted or not. */
export interface PermissionPart {
  /** Stable within its request. */
  readonly id: string;
  readonly access: 'network' | 'read' | 'write' | 'deny';
  /** What the access is to, as codex writes it: a path, a pattern or the name of a special place. '' for the network. */
  readonly target: string;
  /** `glob`: `target` is a pattern. `special`: `target` names a place, such as `tmpdir`. */
  readonly targetKind: 'network' | 'path' | 'glob' | 'special';
}

function describePath(path: FileSystemPath): Pick<PermissionPart, 'target' | 'targetKind'> {
  switch (path.type) {
    case 'path':
      return { target: path.path, targetKind: 'path' };
    case 'glob_pattern':
      return { target: path.pattern, targetKind: 'glob' };
    default: {
      const { value } = path;
      const below = 'subpath' in value && value.subpath ? `/${value.subpath}` : '';
      const name = value.kind === 'unknown' ? value.path : value.kind;
      return { target: `${name}${below}`, targetKind: 'special' };
    }
  }
}

/** `entries` is the whole list; `read` and `write` are what older servers send instead. */
function entriesOf(profile: AdditionalPermissionProfile): readonly FileSystemSandboxEntry[] {
  const { fileSystem } = profile;
  if (!fileSystem) return [];
  if (fileSystem.entries) return fileSystem.entries;
  const toEntry =
    (access: 'read' | 'write') =>
    (path: string): FileSystemSandboxEntry => ({ path: { type: 'path', path }, access });
  return [...(fileSystem.read ?? []).map(toEntry('read')), ...(fileSystem.write ?? []).map(toEntry('write'))];
}

/** Lists what a request for permissions asks for, each part to be granted or not. */
export function permissionParts(profile: AdditionalPermissionProfile): PermissionPart[] {
  const network: PermissionPart[] = profile.network?.enabled
    ? [{ id: 'network', access: 'network', target: '', targetKind: 'network' }]
    : [];
  const files = entriesOf(profile).map(({ path, access }, index): PermissionPart => ({
    id: `entry:${index}`,
    access,
    ...describePath(path),
  }));
  return [...network, ...files];
}

/**
 * The profile to answer with: the parts with the ids `granted`, exactly as codex asked for them. What a request
 * denies itself is always kept: leaving it out would grant more than was asked. Unknown ids grant nothing.
 */
export function grantParts(
  profile: AdditionalPermissionProfile,
  granted: readonly string[],
): GrantedPermissionProfile {
  const entries = entriesOf(profile).filter(
    ({ access }, index) => access === 'deny' || granted.includes(`entry:${index}`),
  );
  const grantsFiles = entries.some(({ access }) => access !== 'deny');
  return {
    ...(profile.network?.enabled && granted.includes('network') && { network: { enabled: true } }),
    ...(grantsFiles && { fileSystem: toFileSystem(profile, entries) }),
  };
}

/** In the words of the request: a server that lists no entries does not know them either. */
function toFileSystem(
  profile: AdditionalPermissionProfile,
  entries: FileSystemSandboxEntry[],
): AdditionalFileSystemPermissions {
  const depth = profile.fileSystem?.globScanMaxDepth;
  const kept = depth !== undefined && { globScanMaxDepth: depth };
  if (profile.fileSystem?.entries) return { read: null, write: null, entries, ...kept };
  const pathsOf = (wanted: 'read' | 'write'): string[] =>
    entries.flatMap(({ path, access }) => (access === wanted && path.type === 'path' ? [path.path] : []));
  return { read: pathsOf('read'), write: pathsOf('write'), ...kept };
}
