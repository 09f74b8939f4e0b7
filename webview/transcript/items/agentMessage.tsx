import type { JSX } from 'preact';
import { Markdown } from '../../markdown/markdown.tsx';
import { InterruptedMark } from './interruptedMark.tsx';
import type { ItemProps } from './itemProps.ts';

/** What codex says. */
export function AgentMessage({ item, state }: ItemProps<'agentMessage'>): JSX.Element {
  return (
    <>
      <Markdown text={item.text} streaming={state.progress === 'open'} />
      {state.progress === 'interrupted' && <InterruptedMark />}
    </>
  );
}
