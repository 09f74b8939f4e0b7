import type { AppState, OutboxEntry } from '../appState.ts';

/** The message with this client id, if it is in the outbox with this status. */
export function findMessage(
  { outbox }: Pick<AppState, 'outbox'>,
  clientId: string,
  status: OutboxEntry['status'],
): OutboxEntry | undefined {
  const entry = outbox.find((item) => item.clientId === clientId);
  return entry?.status === status ? entry : undefined;
}
