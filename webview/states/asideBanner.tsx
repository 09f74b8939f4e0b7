import type { JSX } from 'preact';
import { postIntent } from '../host.ts';
import { Button } from '../ui/button.tsx';
import { t } from '../ui/l10n.ts';

/** Says what a side question is, and is the way back to its thread. */
export function AsideBanner(): JSX.Element {
  return (
    <div class="elsewhere aside" role="note">
      <span class="elsewhere-text">
        {t('Side question: nothing of it is kept')}.{' '}
        {t('Codex knows the thread so far, and changes nothing here.')}
      </span>
      <Button appearance="secondary" onClick={() => postIntent({ type: 'runAction', action: 'leaveAside' })}>
        {t('Back')}
      </Button>
    </div>
  );
}
