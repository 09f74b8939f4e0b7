import type { SurfaceState } from './messages.ts';

/** `sendInverted`: steers where messages are queued while a turn runs, and the other way round. */
export type EnterAction = 'send' | 'sendInverted';

/** What is held down with Enter; `isModified`: Ctrl or Cmd. */
export interface EnterModifiers {
  readonly isModified: boolean;
  readonly isShifted: boolean;
}

/**
 * What Enter does where messages are written; null: a new line. `enter`: Enter sends, Ctrl or Cmd with it sends inverted.
 * `modifierEnter`: Ctrl or Cmd with Enter sends, with Shift too inverted.
 */
export function enterAction(
  { isModified, isShifted }: EnterModifiers,
  sendWith: SurfaceState['sendWith'],
): EnterAction | null {
  if (sendWith === 'modifierEnter') {
    if (!isModified) return null;
    return isShifted ? 'sendInverted' : 'send';
  }
  if (isShifted) return null;
  return isModified ? 'sendInverted' : 'send';
}
