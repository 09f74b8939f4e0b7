import type { JSX } from 'preact';
import type { ItemState } from '../../../src/shared/thread/threadState.ts';
import { t } from '../../ui/l10n.ts';
import { DataView } from './dataView.tsx';
import { FoldedItemLine } from './itemLine.tsx';
import { partKey } from './itemProps.ts';
import { toItemStatus } from './itemStatus.ts';

interface UnknownItemProps {
  readonly threadId: string;
  readonly turnId: string;
  readonly state: ItemState;
  readonly type: string;
}

/** An item of a type that a newer codex knows and this version does not. */
export function UnknownItem(props: UnknownItemProps): JSX.Element {
  const { state, type } = props;
  return (
    <FoldedItemLine
      id={partKey(props, 'unknown')}
      initiallyOpen={false}
      status={toItemStatus(state)}
      icon="question"
      details={() => <DataView label={t('Content')} value={state.item} />}
    >
      <span class="item-chip">{type}</span>
    </FoldedItemLine>
  );
}
