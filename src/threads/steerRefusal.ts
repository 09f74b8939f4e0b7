import { RpcError, UserError } from '../errors.ts';

const ended = 'The turn ended before Codex took this message.';

/** codex tells these by words, or by the kind of error; the first that fits counts. */
const signs: readonly (readonly [RegExp, string])[] = [
  [/no active turn/, ended],
  [/expected active turn id/, 'Another turn was running by then.'],
  [/activeTurnNotSteerable|cannot steer/i, 'The running turn takes no messages.'],
];

/**
 * Why codex did not take a steer, in words a person understands; undefined when it is not known whether it did
 * (the connection was lost): such a message must not be sent again before somebody looked.
 */
export function steerRefusal(error: unknown): string | undefined {
  if (error instanceof UserError) return error.message;
  if (!(error instanceof RpcError)) return undefined;
  const told = `${error.message} ${JSON.stringify(error.data ?? '')}`;
  return signs.find(([sign]) => sign.test(told))?.[1] ?? error.message;
}

/** The reason of a message whose turn ended after codex had accepted it, without taking it in. */
export const untakenReason = ended;
