import type { JSX } from 'preact';
import { postIntent } from '../host.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { t } from '../ui/l10n.ts';

/** Says that approvals wait in threads that are not shown here, so that none is overlooked. `count`: from 1. */
export function ElsewhereBanner({ count }: { readonly count: number }): JSX.Element {
  return (
    <div class="elsewhere" role="status">
      <Icon name="shield" />
      <span class="elsewhere-text">
        {count === 1
          ? t('Another thread needs your approval.')
          : t('{0} approvals wait in other threads.', count)}
      </span>
      <Button appearance="secondary" onClick={() => postIntent({ type: 'runAction', action: 'showThreads' })}>
        {t('Show Threads')}
      </Button>
    </div>
  );
}
