import { postIntent } from '../host.ts';

/** Which of the paths named in messages exist, as far as the host has said. */
export interface FileLinks {
  /** The host's answer; undefined while there is none. */
  exists(path: string): boolean | undefined;
  /**
   * Asks about a path and calls `listener` when the answer changes, until the returned function is called. A file
   * that did not exist is asked about again: codex may have made it since.
   */
  watch(path: string, listener: () => void): () => void;
  receive(paths: Readonly<Record<string, boolean>>): void;
}

/** Most paths asked about in one message. */
const batchSize = 200;

/** Creates a store that asks by `ask`, once per microtask for all paths that came up. */
export function createFileLinks(ask: (paths: readonly string[]) => void): FileLinks {
  const answers = new Map<string, boolean>();
  const listeners = new Map<string, Set<() => void>>();
  const asked = new Set<string>();
  const waiting = new Set<string>();

  const flush = (): void => {
    const paths = [...waiting];
    waiting.clear();
    for (let at = 0; at < paths.length; at += batchSize) ask(paths.slice(at, at + batchSize));
  };

  return {
    exists: (path) => answers.get(path),
    watch(path, listener) {
      const ofPath = listeners.get(path) ?? new Set();
      listeners.set(path, ofPath);
      ofPath.add(listener);
      if (answers.get(path) !== true && !asked.has(path)) {
        asked.add(path);
        if (waiting.size === 0) queueMicrotask(flush);
        waiting.add(path);
      }
      return () => {
        ofPath.delete(listener);
        if (ofPath.size === 0 && listeners.get(path) === ofPath) listeners.delete(path);
      };
    },
    receive(paths) {
      for (const [path, exists] of Object.entries(paths)) {
        asked.delete(path);
        if (answers.get(path) === exists) continue;
        answers.set(path, exists);
        for (const listener of listeners.get(path) ?? []) listener();
      }
    },
  };
}

/** The page's one store. */
export const fileLinks = createFileLinks((paths) => postIntent({ type: 'resolvePaths', paths }));

/** Takes the host's `pathsResolved`. */
export function receivePathsResolved(paths: Readonly<Record<string, boolean>>): void {
  fileLinks.receive(paths);
}
