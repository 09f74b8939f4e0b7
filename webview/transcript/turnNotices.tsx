import type { JSX } from 'preact';
import type { Notice } from '../../src/shared/thread/threadState.ts';
import { Icon } from '../ui/icon.tsx';
import { t } from '../ui/l10n.ts';

function toText({ kind, message }: Notice): string {
  return kind === 'modelRerouted' ? t('Codex switched the model: {0}', message) : message;
}

/** Lines that codex wrote beside the items: warnings, and a change of the model. */
export function TurnNotices({ notices }: { readonly notices: readonly Notice[] }): JSX.Element | null {
  if (notices.length === 0) return null;
  return (
    <ul class="notices">
      {notices.map((notice) => (
        <li key={notice.id} class={`notice notice-${notice.kind}`}>
          <Icon name={notice.kind === 'modelRerouted' ? 'info' : 'warning'} />
          <span>{toText(notice)}</span>
        </li>
      ))}
    </ul>
  );
}
