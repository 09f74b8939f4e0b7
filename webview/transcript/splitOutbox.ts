import type { OutboxEntry } from '../../src/shared/appState.ts';
import type { TurnState } from '../../src/shared/thread/threadState.ts';

export interface OutboxPlaces {
  /** Messages being sent that open the last turn: it runs, but nothing is in it yet. */
  readonly inLastTurn: readonly OutboxEntry[];
  readonly atEnd: readonly OutboxEntry[];
}

const none: readonly OutboxEntry[] = [];

/** Where each message of the outbox is shown, so that the progress of a new turn stands below what started it. */
export function splitOutbox(
  turns: readonly TurnState[] | undefined,
  outbox: readonly OutboxEntry[],
): OutboxPlaces {
  const last = turns?.at(-1);
  if (last?.status !== 'inProgress' || last.items.length > 0) return { inLastTurn: none, atEnd: outbox };
  return {
    inLastTurn: outbox.filter(({ status }) => status === 'sending'),
    atEnd: outbox.filter(({ status }) => status !== 'sending'),
  };
}
