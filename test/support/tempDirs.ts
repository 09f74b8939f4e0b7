import { mkdir, mkdtemp, realpath, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { cacheDir } from './cache.ts';

export interface TempDirs {
  /** Makes an empty folder below the system's temp folder and returns its real, absolute path. */
  make(name: string): Promise<string>;
  /**
   * Makes an empty codex home and returns its absolute path. It lies in the cache: codex refuses to make its
   * helper links below the system's temp folder, and terminal commands fail without them.
   */
  makeCodexHome(): Promise<string>;
  /** Removes all of them. End the processes which use them first. */
  remove(): Promise<void>;
}

/** Folders which live as long as one run. The caller removes them. */
export function createTempDirs(): TempDirs {
  const made: string[] = [];
  const make = async (parent: string, name: string): Promise<string> => {
    await mkdir(parent, { recursive: true });
    // The real path: macOS reaches its temp folder through a link, and codex reports resolved paths.
    const dir = await realpath(await mkdtemp(path.join(parent, `${name}-`)));
    made.push(dir);
    return dir;
  };
  return {
    make: (name) => make(os.tmpdir(), `codex-chat-${name}`),
    makeCodexHome: () => make(path.join(cacheDir, 'run'), 'codex-home'),
    remove: async () => {
      const options = { recursive: true, force: true, maxRetries: 10, retryDelay: 100 };
      await Promise.all(made.splice(0).map((dir) => rm(dir, options)));
    },
  };
}
