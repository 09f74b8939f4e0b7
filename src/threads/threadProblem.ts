import { RpcError, UserError } from '../errors.ts';

/** What is wrong with a stored thread, or in the way of a change to it. */
export type ThreadProblem = 'missing' | 'newer' | 'unreadable' | 'held' | 'archived' | 'forked';

/** codex tells these by words alone; the first that fits counts. */
const signs: readonly (readonly [ThreadProblem, RegExp])[] = [
  ['held', /active writer/],
  ['archived', /is archived/],
  ['forked', /forked history still references/],
  ['missing', /no rollout found|missing source rollout|thread not loaded|thread not found|not persisted/],
  ['newer', /failed to (?:read|parse).*unknown variant/s],
  ['unreadable', /failed to (?:read|parse)|rollout .* is empty|invalid paginated history/s],
];

const texts: Readonly<Record<ThreadProblem, string>> = {
  missing: 'Codex does not find the file of this thread: it was deleted, moved, or never stored.',
  newer: 'This thread was written by a newer version of Codex. Update Codex to open it.',
  unreadable: 'The file of this thread is damaged, or of a version that this Codex cannot read.',
  held: 'Another Codex process is writing to this thread. Close it there and retry, or start a new thread.',
  archived: 'This thread is archived. Unarchive it to go on with it.',
  forked:
    'Other threads were forked from this one and need its history: it cannot be deleted, only archived.',
};

/** Tells what the server's refusal says about the thread, or undefined: something else is wrong. */
export function threadProblemOf(error: unknown): ThreadProblem | undefined {
  if (error instanceof UserError) return threadProblemOf(error.cause);
  if (!(error instanceof RpcError)) return undefined;
  return signs.find(([, sign]) => sign.test(error.message))?.[0];
}

/** The error in words a person can act on, with the server's own after them; unchanged when it is another one. */
export function toThreadError(error: unknown): unknown {
  if (!(error instanceof RpcError)) return error;
  const problem = threadProblemOf(error);
  if (!problem) return error;
  return new UserError(`${texts[problem]} (${error.message})`, [], { cause: error });
}
