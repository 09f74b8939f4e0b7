import path from 'node:path';
import type { VersionMemory } from './codex/locateCodex.ts';
import { StateFile } from './panel/stateFile.ts';

const storageKey = 'codexVersion';

/**
 * Remembers the last version that codex told in a file of `folder` (absolute), so that a new window starts one process less
 * before it starts codex. `onError` gets what kept it from being read or written.
 */
export function createVersionMemory(folder: string, onError: (error: unknown) => void): VersionMemory {
  const storage = new StateFile(path.join(folder, 'codex.json'), onError);
  return {
    get: (key) => {
      const stored = storage.get<{ key?: unknown; version?: unknown } | null>(storageKey);
      return stored?.key === key && typeof stored.version === 'string' ? stored.version : undefined;
    },
    /** Resolves when it is on the disk. */
    set: (key, version) => storage.update(storageKey, { key, version }),
  };
}
