import type { SurfaceState } from '../../src/shared/messages.ts';

/** The members of a keyboard event that decide. */
export interface ComposerKey {
  readonly key: string;
  readonly keyCode: number;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly isComposing: boolean;
}

/** Reported for a key that an input method takes, by browsers that end the composition before the key event. */
const imeKeyCode = 229;

/**
 * What a key does in the composer; null leaves it to the text field. Ctrl or Cmd with Enter always sends; Enter alone
 * does when `sendWith` says so, and with Shift it is a line break. No key acts while an input method composes.
 */
export function keyAction(
  event: ComposerKey,
  sendWith: SurfaceState['sendWith'],
): 'send' | 'interrupt' | null {
  if (event.isComposing || event.keyCode === imeKeyCode) return null;
  const modified = event.ctrlKey || event.metaKey;
  if (event.key === 'Escape') return modified || event.altKey || event.shiftKey ? null : 'interrupt';
  if (event.key !== 'Enter' || event.shiftKey || event.altKey) return null;
  return modified || sendWith === 'enter' ? 'send' : null;
}
