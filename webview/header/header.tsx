import type { JSX } from 'preact';
import type { SurfaceState } from '../../src/shared/messages.ts';
import { postIntent } from '../host.ts';
import { Icon } from '../ui/icon.tsx';
import { IconButton } from '../ui/iconButton.tsx';
import { t } from '../ui/l10n.ts';
import { memo } from '../ui/memo.ts';

interface HeaderProps {
  readonly title: string;
  /** Whether there is something that a side question can be about. */
  readonly canAskAside: boolean;
  readonly kind: SurfaceState['kind'];
}

function HeaderView({ title, canAskAside, kind }: HeaderProps): JSX.Element {
  const inSidebar = kind === 'sidebar';
  const move = inSidebar ? t('Open in Editor') : t('Move to Sidebar');
  return (
    <header class="header">
      <h1 class="header-title" title={title} dir="auto">
        {title}
      </h1>
      {canAskAside && (
        <IconButton
          label={t('Ask a Side Question')}
          title={t('Ask a side question: nothing of it is kept')}
          onClick={() => postIntent({ type: 'runAction', action: 'askAside' })}
        >
          <Icon name="question" />
        </IconButton>
      )}
      <IconButton
        label={t('New Thread')}
        title={t('New Thread')}
        onClick={() => postIntent({ type: 'runAction', action: 'newThread' })}
      >
        <Icon name="add" />
      </IconButton>
      <IconButton
        label={t('Threads')}
        title={t('Threads')}
        onClick={() => postIntent({ type: 'runAction', action: 'showThreads' })}
      >
        <Icon name="history" />
      </IconButton>
      <IconButton
        label={move}
        title={move}
        onClick={() => postIntent({ type: 'runAction', action: 'moveThread' })}
      >
        <Icon name={inSidebar ? 'window' : 'layout-sidebar-right'} />
      </IconButton>
    </header>
  );
}

/** The title of the shown thread, and the ways to another one. */
export const Header = memo(HeaderView);
