import type { JSX } from 'preact';
import { LinkView } from '../../markdown/linkView.tsx';
import { t } from '../../ui/l10n.ts';
import { ItemLine } from './itemLine.tsx';
import type { ItemProps } from './itemProps.ts';
import { toItemStatus } from './itemStatus.ts';

/** What was done on the web, in words. The query arrives with the completed item only. */
export function webSearchText({
  query,
  action,
}: Pick<ItemProps<'webSearch'>['item'], 'query' | 'action'>): string {
  switch (action?.type) {
    case 'openPage':
      return action.url ? t('Opened page') : t('Opened a page');
    case 'findInPage':
      return action.pattern ? t('Looked for “{0}”', action.pattern) : t('Looked into a page');
    default: {
      const searched =
        query || (action?.type === 'search' ? (action.queries?.join(', ') ?? action.query ?? '') : '');
      return searched ? t('Searched the web for “{0}”', searched) : t('Searching the web');
    }
  }
}

/** A search on the web or a page read there. */
export function WebSearch({ item, state }: ItemProps<'webSearch'>): JSX.Element {
  const { action } = item;
  const url = action?.type === 'openPage' || action?.type === 'findInPage' ? action.url : null;
  return (
    <ItemLine status={toItemStatus(state)} icon="search">
      <span dir="auto">{webSearchText(item)}</span>{' '}
      {url && (
        <LinkView href={url} text={url}>
          {url}
        </LinkView>
      )}
    </ItemLine>
  );
}
