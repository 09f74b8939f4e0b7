import type { JSX } from 'preact';
import { MarkdownView } from '../../markdown/markdownView.tsx';
import { t } from '../../ui/l10n.ts';
import { shorten } from '../../ui/shorten.ts';
import { FoldedItemLine, ItemLine } from './itemLine.tsx';
import { partKey, type ItemProps } from './itemProps.ts';
import { toItemStatus } from './itemStatus.ts';

const titleLength = 100;

/** The parts to show: the summaries, or (open models only) the raw reasoning. */
export function reasoningParts(item: Pick<ItemProps<'reasoning'>['item'], 'summary' | 'content'>): string[] {
  const summary = item.summary.filter((part) => part.trim() !== '');
  return summary.length > 0 ? summary : item.content.filter((part) => part.trim() !== '');
}

/** The first line of a part without its Markdown marks: parts start with a heading or a line in bold. */
export function reasoningTitle(part: string): string {
  const line = part.trim().split('\n', 1)[0] ?? '';
  return shorten(line.replace(/^#{1,6}\s+/, '').replace(/[*_`]{1,3}/g, ''), titleLength);
}

/** What codex thought, folded under its title; the newest thought while it thinks. */
export function Reasoning(props: ItemProps<'reasoning'>): JSX.Element | null {
  const { item, state } = props;
  const parts = reasoningParts(item);
  const status = toItemStatus(state);
  const shown = status === 'inProgress' ? parts.at(-1) : parts[0];
  if (shown === undefined) {
    if (status !== 'inProgress') return null;
    return (
      <ItemLine status={status} icon="lightbulb">
        {t('Thinking…')}
      </ItemLine>
    );
  }
  return (
    <FoldedItemLine
      id={partKey(props, 'reasoning')}
      initiallyOpen={false}
      status={status}
      icon="lightbulb"
      details={() => <MarkdownView text={parts.join('\n\n')} streaming={state.progress === 'open'} />}
    >
      {reasoningTitle(shown) || t('Thought')}
    </FoldedItemLine>
  );
}
