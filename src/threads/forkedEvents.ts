import type { ClientResults } from '../protocol/index.ts';
import type { AppEvent, AppState } from '../shared/appState.ts';
import { wholeChoice } from '../shared/policy/policyOverrides.ts';
import { fromThreadResult } from '../shared/policy/threadSettings.ts';
import { toThreadSummary } from '../shared/thread/threadSummary.ts';

/**
 * What the state is told of a fork of `sourceId`, from the result of `thread/fork`: its first turn is sent what holds
 * for the thread that it comes from, never more than was chosen there.
 */
export function forkedEvents(
  state: AppState,
  sourceId: string,
  result: ClientResults['thread/fork'],
): AppEvent[] {
  const threadId = result.thread.id;
  return [
    { method: 'host/threadSeen', params: { summary: toThreadSummary(result.thread), history: 'partial' } },
    {
      method: 'host/policyChosen',
      params: { threadId, choice: wholeChoice(state, sourceId), remember: false },
    },
    { method: 'host/threadSettingsSeen', params: { threadId, settings: fromThreadResult(result) } },
  ];
}
