import type { JSX } from 'preact';
import type { ThreadSettingsState } from '../../src/shared/policy/policyState.ts';
import type { ThreadSummary } from '../../src/shared/thread/threadState.ts';
import { Icon } from '../ui/icon.tsx';
import { revealedString } from '../ui/revealedString.ts';
import { shownName } from '../ui/shownName.ts';
import { threadFacts } from './threadFacts.ts';

export interface ThreadInfoProps {
  readonly settings: ThreadSettingsState | undefined;
  readonly summary: ThreadSummary | undefined;
}

/** Model and effort of the thread that is shown; the rest of what codex reports of it is its description. */
export function ThreadInfo({ settings, summary }: ThreadInfoProps): JSX.Element | null {
  const { short, lines } = threadFacts(settings, summary);
  if (short === '') return null;
  const all = lines.map((line) => revealedString(line));
  return (
    <span class="thread-info" role="img" tabIndex={0} aria-label={all.join('. ')} title={all.join('\n')}>
      <Icon name="info" />
      <span class="policy-name" dir="auto">
        {shownName(short)}
      </span>
    </span>
  );
}
