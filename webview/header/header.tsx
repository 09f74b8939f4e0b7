import type { JSX } from 'preact';
import { postIntent } from '../host.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { t } from '../ui/l10n.ts';
import { memo } from '../ui/memo.ts';

function HeaderView({ title }: { readonly title: string }): JSX.Element {
  return (
    <header class="header">
      <h1 class="header-title" title={title} dir="auto">
        {title}
      </h1>
      <Button
        appearance="icon"
        label={t('New Thread')}
        title={t('New Thread')}
        onClick={() => postIntent({ type: 'runAction', action: 'newThread' })}
      >
        <Icon name="add" />
      </Button>
      <Button
        appearance="icon"
        label={t('Threads')}
        title={t('Threads')}
        onClick={() => postIntent({ type: 'runAction', action: 'showThreads' })}
      >
        <Icon name="history" />
      </Button>
    </header>
  );
}

/** The title of the shown thread, and the ways to another one. */
export const Header = memo(HeaderView);
