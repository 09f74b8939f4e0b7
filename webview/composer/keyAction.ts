import { enterAction, type EnterAction } from '../../src/shared/enterAction.ts';
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

/** Whether an input method, which composes, takes the key: then it means nothing to the composer. */
export function isImeKey({ isComposing, keyCode }: Pick<ComposerKey, 'isComposing' | 'keyCode'>): boolean {
  return isComposing || keyCode === imeKeyCode;
}

export type ComposerAction = EnterAction | 'interrupt';

/** What a key does in the composer; null leaves it to the text field. No key acts while an input method composes. */
export function keyAction(event: ComposerKey, sendWith: SurfaceState['sendWith']): ComposerAction | null {
  if (isImeKey(event)) return null;
  const isModified = event.ctrlKey || event.metaKey;
  if (event.key === 'Escape') return isModified || event.altKey || event.shiftKey ? null : 'interrupt';
  if (event.key !== 'Enter' || event.altKey) return null;
  return enterAction({ isModified, isShifted: event.shiftKey }, sendWith);
}
