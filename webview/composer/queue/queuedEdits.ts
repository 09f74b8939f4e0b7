import type { OutboxEntry } from '../../../src/shared/appState.ts';
import { loadUiState, saveUiState } from '../../host.ts';
import { withRecent } from '../../ui/withRecent.ts';

const keptEdits = 20;

/** What a queued message was changed to so far and not saved, also before a reload of the page. */
export function readQueuedEdit(clientId: string): string | undefined {
  const text: unknown = loadUiState().queuedEdits[clientId];
  return typeof text === 'string' ? text : undefined;
}

/** Keeps what a queued message is being changed to. */
export function keepQueuedEdit(clientId: string, text: string): void {
  saveUiState({ queuedEdits: withRecent(loadUiState().queuedEdits, clientId, text, keptEdits) });
}

/** Forgets the edit of one message: it was saved or given up. */
export function dropQueuedEdit(clientId: string): void {
  const { [clientId]: _dropped, ...queuedEdits } = loadUiState().queuedEdits;
  saveUiState({ queuedEdits });
}

/** Forgets the edits of messages, of any thread, that are no longer in the outbox. */
export function pruneQueuedEdits(outbox: readonly OutboxEntry[]): void {
  const { queuedEdits } = loadUiState();
  const known = new Set(outbox.map(({ clientId }) => clientId));
  const kept = Object.entries(queuedEdits).filter(([clientId]) => known.has(clientId));
  if (kept.length < Object.keys(queuedEdits).length) saveUiState({ queuedEdits: Object.fromEntries(kept) });
}
