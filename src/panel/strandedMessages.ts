import type { AppEvent, AppState, OutboxEntry } from '../shared/appState.ts';
import { isStarting } from '../shared/outbox/isStarting.ts';
import type { Store } from '../shared/store.ts';

function failedStarts(outbox: readonly OutboxEntry[]): ReadonlySet<string> {
  const failed = outbox.filter(({ threadId, status }) => threadId === null && status === 'failed');
  return new Set(failed.map(({ draftKey }) => draftKey).filter((draftKey) => !isStarting(outbox, draftKey)));
}

/**
 * Calls `takeIn` with the draft of each new thread that could not be started, and of each that an earlier window did
 * not start: the person may have left it meanwhile, and no surface would show its messages. Returns what ends that.
 */
export function watchStrandedMessages(
  store: Pick<Store<AppState, AppEvent>, 'getState' | 'subscribe'>,
  takeIn: (draftKey: string) => void,
): () => void {
  let known = store.getState().outbox;
  return store.subscribe(({ state: { outbox } }) => {
    if (outbox === known) return;
    known = outbox;
    for (const draftKey of failedStarts(outbox)) takeIn(draftKey);
  });
}
