import type { ModelRequest } from '../../support/modelRequest.ts';
import {
  itemAdded,
  messageItem,
  textDelta,
  uniqueId,
  type ScriptStep,
} from '../../support/responseEvents.ts';

/** Streams a message that never ends by itself, only when codex hangs up. */
export async function* endless(text: string, { signal }: ModelRequest): AsyncGenerator<ScriptStep> {
  const id = uniqueId('msg');
  yield itemAdded(messageItem(id, null));
  yield textDelta(id, text);
  await hungUp(signal);
}

/** Resolves when codex has dropped the connection. */
export function hungUp(signal: AbortSignal): Promise<void> {
  return new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
