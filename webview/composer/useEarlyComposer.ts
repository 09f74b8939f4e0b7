import { useEffect, useLayoutEffect } from 'preact/hooks';
import { endEarlyComposer, saveUiState } from '../host.ts';
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
  { draft, focusRequests, onSent }: EarlyComposerProps,
): void {
  useLayoutEffect(() => {
    const early = document.querySelector('.early-composer');
    const field = early?.querySelector('textarea');
    if (!early || !field) return;
    if (field.value !== '') draft.setText(draft.text + field.value);
    // With a draft it was not sent, and the reader stays where they are.
    if (endEarlyComposer() && draft.text === '') onSent();
    if (hasComposer && document.activeElement === field) focusRequests.request();
    early.remove();
  }, []);
  useEffect(() => saveUiState({ hasComposer }), [hasComposer]);
}
