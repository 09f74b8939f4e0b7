import type { JSX } from 'preact';
import { MarkdownView } from '../../markdown/markdownView.tsx';
import { t } from '../../ui/l10n.ts';
import { InterruptedMark } from './interruptedMark.tsx';
import { ItemLine } from './itemLine.tsx';
import type { ItemProps } from './itemProps.ts';
import { toItemStatus } from './itemStatus.ts';

/** The plan codex proposes in plan mode. */
export function Plan({ item, state }: ItemProps<'plan'>): JSX.Element {
  return (
    <div class="proposed-plan">
      <ItemLine status={toItemStatus(state)} icon="list-unordered">
        {t('Proposed plan')}
      </ItemLine>
      <MarkdownView text={item.text} streaming={state.progress === 'open'} />
      {state.progress === 'interrupted' && <InterruptedMark />}
    </div>
  );
}
