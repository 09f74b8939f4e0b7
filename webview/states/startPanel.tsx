import type { JSX } from 'preact';
import { memo } from '../ui/memo.ts';
import { EmptyPanel } from './emptyPanel.tsx';
import type { Problem } from './problem.ts';
import { ProblemView } from './problemView.tsx';
import { StartingLine } from './startingLine.tsx';

interface StartPanelProps {
  readonly problem: Problem | null;
  readonly isStarting: boolean;
  /** Puts a text into the composer. */
  readonly onSuggest: (text: string) => void;
}

function StartPanelView({ problem, isStarting, onSuggest }: StartPanelProps): JSX.Element {
  if (problem) return <ProblemView problem={problem} layout="panel" />;
  return (
    <>
      {isStarting && <StartingLine />}
      <EmptyPanel onSuggest={onSuggest} />
    </>
  );
}

/** What stands in the place of turns while there are none: what to ask for, or why nothing can be asked. */
export const StartPanel = memo(StartPanelView);
