import { useEffect, useLayoutEffect } from 'preact/hooks';
import { enterAction } from '../../src/shared/enterAction.ts';
import type { SurfaceState } from '../../src/shared/messages.ts';
import { endEarlyComposer, postIntent, saveUiState } from '../host.ts';
import type { FocusRequests } from './focusRequests.ts';
import type { Draft } from './useDraft.ts';

interface EarlyComposerProps {
  readonly draft: Draft;
  readonly focusRequests: FocusRequests;
  readonly onSent: () => void;
}

/**
 * Takes over from the message box that the document has until the page is drawn (see `earlyScript.ts`): what was typed
 * there comes after the draft, and the focus goes along. Has the next document show one if this page does.
 */
export function useEarlyComposer(
  hasComposer: boolean,
  sendWith: SurfaceState['sendWith'],
  { draft, focusRequests, onSent }: EarlyComposerProps,
): void {
  useLayoutEffect(() => {
    const early = document.querySelector('.early-composer');
    const field = early?.querySelector('textarea');
    if (!early || !field) return;
    const given = endEarlyComposer();
    const isSent = draft.text === '' && given.every((each) => enterAction(each, sendWith) !== null);
    if (given.length > 0 && isSent) onSent();
    if (field.value !== '') {
      if (given.length === 0 || isSent) draft.setText(draft.text + field.value);
      // What the host got is about to replace the draft.
      else postIntent({ type: 'keepEarly', text: field.value });
    }
    if (hasComposer && document.activeElement === field) focusRequests.request();
    early.remove();
  }, []);
  useEffect(() => saveUiState({ hasComposer }), [hasComposer]);
}
