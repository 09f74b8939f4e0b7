import type { OutboxEntry } from '../../../src/shared/appState.ts';

/** What a person did to a row, until the state shows it: the focus then belongs somewhere. */
export type QueueFocus =
  | {
      readonly kind: 'moved';
      readonly clientId: string;
      readonly action: 'moveUp' | 'moveDown';
      /** The row's place before. */
      readonly from: number;
    }
  | { readonly kind: 'held'; readonly clientId: string; readonly isHeld: boolean }
  | {
      readonly kind: 'gone';
      readonly clientId: string;
      readonly action: 'sendNow' | 'remove';
      readonly from: number;
    };

interface FocusPlace {
  readonly clientId: string;
  /** The control's `data-action`. */
  readonly action: string;
}

/**
 * Where the focus goes, or null while the state does not show yet what was done: to the same button of a row that moved
 * (the other one at an end), to the text of a row that is edited and from it back to Edit, to the row in the place of one
 * that is gone.
 */
export function focusAfter(done: QueueFocus, entries: readonly OutboxEntry[]): FocusPlace | null {
  const index = entries.findIndex(({ clientId }) => clientId === done.clientId);
  const entry = entries[index];
  switch (done.kind) {
    case 'moved': {
      if (!entry || index === done.from) return null;
      if (index === 0) return { clientId: done.clientId, action: 'moveDown' };
      if (index === entries.length - 1) return { clientId: done.clientId, action: 'moveUp' };
      return { clientId: done.clientId, action: done.action };
    }
    case 'held':
      if (entry?.isHeld !== done.isHeld) return null;
      return { clientId: done.clientId, action: done.isHeld ? 'text' : 'edit' };
    case 'gone': {
      const next = entry ? undefined : (entries[done.from] ?? entries.at(-1));
      return next ? { clientId: next.clientId, action: done.action } : null;
    }
    default:
      return done satisfies never;
  }
}
