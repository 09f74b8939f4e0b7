import type { JSX } from 'preact';
import { formatDuration } from '../../ui/format.ts';
import { t } from '../../ui/l10n.ts';
import { DataView } from './dataView.tsx';
import { FoldedItemLine, ItemLine } from './itemLine.tsx';
import { partKey, type ItemProps } from './itemProps.ts';
import { toItemStatus } from './itemStatus.ts';

/** From here on the model sees a summary of what is above. */
export function ContextCompaction({ state }: ItemProps<'contextCompaction'>): JSX.Element {
  return (
    <div class="item-divider">
      <span>{state.progress === 'open' ? t('Compacting context…') : t('Context compacted')}</span>
    </div>
  );
}

/** A wait of codex's own. */
export function Sleep({ item, state }: ItemProps<'sleep'>): JSX.Element {
  const duration = formatDuration(item.durationMs);
  return (
    <ItemLine status={toItemStatus(state)} icon="watch">
      {state.progress === 'open' ? t('Waiting for {0}', duration) : t('Waited for {0}', duration)}
    </ItemLine>
  );
}

/** Text that a hook put into the conversation. */
export function HookPrompt(props: ItemProps<'hookPrompt'>): JSX.Element {
  const { item, state } = props;
  return (
    <FoldedItemLine
      id={partKey(props, 'hook')}
      initiallyOpen={false}
      status={toItemStatus(state)}
      icon="plug"
      details={() => <DataView label={t('Text')} value={item.fragments.map(({ text }) => text).join('\n')} />}
    >
      {t('A hook added text')}
    </FoldedItemLine>
  );
}

/** Output of a tool that a client gave with a turn. */
export function FunctionCallOutput(props: ItemProps<'functionCallOutput'>): JSX.Element {
  const { item, state } = props;
  return (
    <FoldedItemLine
      id={partKey(props, 'output')}
      initiallyOpen={false}
      status={toItemStatus(state)}
      icon="tools"
      details={() => <DataView label={t('Output')} value={item.output} />}
    >
      {t('Output of')} <code>{item.namespace === null ? item.name : `${item.namespace} › ${item.name}`}</code>
    </FoldedItemLine>
  );
}
