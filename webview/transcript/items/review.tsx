import type { JSX } from 'preact';
import { MarkdownView } from '../../markdown/markdownView.tsx';
import { t } from '../../ui/l10n.ts';
import { ItemLine } from './itemLine.tsx';
import type { ItemProps } from './itemProps.ts';
import { toItemStatus } from './itemStatus.ts';

/** The start of a review, with what it looks at. */
export function EnteredReviewMode({ item, state }: ItemProps<'enteredReviewMode'>): JSX.Element {
  return (
    <ItemLine status={toItemStatus(state)} icon="eye">
      {t('Review started')}{' '}
      <span class="item-secondary" dir="auto">
        {item.review}
      </span>
    </ItemLine>
  );
}

/** The end of a review, with its text. */
export function ExitedReviewMode({ item, state }: ItemProps<'exitedReviewMode'>): JSX.Element {
  return (
    <>
      <ItemLine status={toItemStatus(state)} icon="eye">
        {t('Review finished')}
      </ItemLine>
      {item.review !== '' && <MarkdownView text={item.review} streaming={false} />}
    </>
  );
}
