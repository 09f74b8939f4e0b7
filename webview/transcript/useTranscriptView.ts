import type { RefObject } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';
import { createTranscriptView, type ShownThread, type TranscriptView } from './transcriptView.ts';

/** The view of the transcript for what is shown now: to be called by the component that draws both elements. */
export function useTranscriptView(
  scroller: RefObject<HTMLElement | null>,
  content: RefObject<HTMLElement | null>,
  shown: ShownThread,
): TranscriptView {
  const [, setVersion] = useState(0);
  const [view] = useState(() => createTranscriptView(() => setVersion((version) => version + 1)));
  view.update(shown);
  useLayoutEffect(
    () => (scroller.current && content.current ? view.attach(scroller.current, content.current) : undefined),
    [view, scroller, content],
  );
  useLayoutEffect(() => view.commit());
  return view;
}
