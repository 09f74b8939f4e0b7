import { useCallback, useRef, useState } from 'preact/hooks';
import type { SurfaceState } from '../../src/shared/messages.ts';
import { postIntent } from '../host.ts';

/**
 * What is being typed. The page's own text wins as long as the draft key stays the same; another key brings the
 * text the host kept for it. Each change is told to the host, so that it outlives the page.
 */
export function useDraft(
  state: Pick<SurfaceState, 'draftKey' | 'draft'>,
): [text: string, setText: (text: string) => void] {
  const { draftKey, draft } = state;
  const local = useRef({ draftKey, text: draft });
  const [, setVersion] = useState(0);
  if (local.current.draftKey !== draftKey) local.current = { draftKey, text: draft };
  const setText = useCallback(
    (text: string): void => {
      if (local.current.text === text) return;
      local.current.text = text;
      setVersion((version) => version + 1);
      postIntent({ type: 'setDraft', draftKey, text });
    },
    [draftKey],
  );
  return [local.current.text, setText];
}
