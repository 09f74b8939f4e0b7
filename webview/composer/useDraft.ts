import { useCallback, useMemo, useRef, useState } from 'preact/hooks';
import type { SurfaceState } from '../../src/shared/messages.ts';
import { postIntent } from '../host.ts';

/** What the composer's field holds. */
export interface Draft {
  readonly text: string;
  /** Changes the text, and tells the host, so that it outlives the page. */
  readonly setText: (text: string) => void;
  /**
   * Changes what is shown only: the host keeps what it has. For a message that was submitted, whose draft the host takes
   * itself (were it told to clear it first, the text would be nowhere for a moment), and for a recalled prompt.
   */
  readonly showText: (text: string) => void;
}

/**
 * What is being typed. The page's own text wins as long as the draft key stays the same; another key brings the
 * text the host kept for it.
 */
export function useDraft(state: Pick<SurfaceState, 'draftKey' | 'draft'>): Draft {
  const { draftKey, draft } = state;
  const local = useRef({ draftKey, text: draft });
  const [, setVersion] = useState(0);
  if (local.current.draftKey !== draftKey) local.current = { draftKey, text: draft };
  const showText = useCallback((text: string): void => {
    if (local.current.text === text) return;
    local.current.text = text;
    setVersion((version) => version + 1);
  }, []);
  const setText = useCallback(
    (text: string): void => {
      if (local.current.text === text) return;
      showText(text);
      postIntent({ type: 'setDraft', draftKey, text });
    },
    [draftKey, showText],
  );
  const { text } = local.current;
  return useMemo(() => ({ text, setText, showText }), [text, setText, showText]);
}
