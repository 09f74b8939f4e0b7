import type { JSX } from 'preact';
import { MarkdownView } from '../../markdown/markdownView.tsx';
import { InterruptedMark } from './interruptedMark.tsx';
import type { ItemProps } from './itemProps.ts';

/** What codex says. */
export function AgentMessage({ item, state }: ItemProps<'agentMessage'>): JSX.Element {
  return (
    <>
      <MarkdownView text={item.text} streaming={state.progress === 'open'} />
      {state.progress === 'interrupted' && <InterruptedMark />}
    </>
  );
}
