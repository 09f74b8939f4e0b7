import type { ThreadNode } from './threadsView.ts';

/** The thread that a command was given: a row of the Threads view, or an id that another part gave. undefined: none. */
export function threadTarget(target: unknown): string | undefined {
  if (typeof target === 'string') return target;
  const node = target as Partial<ThreadNode> | undefined;
  return node?.kind === 'thread' && 'row' in node ? node.row?.id : undefined;
}
