import type { JSX } from 'preact';
import { t } from '../../ui/l10n.ts';
import { shorten } from '../../ui/shorten.ts';
import { ItemLine } from './itemLine.tsx';
import type { ItemOf, ItemProps } from './itemProps.ts';
import { toItemStatus } from './itemStatus.ts';

const promptLength = 120;

/** What one agent asked of another, in words. */
export function collabText({ tool }: Pick<ItemOf<'collabAgentToolCall'>, 'tool'>): string {
  switch (tool) {
    case 'spawnAgent':
      return t('Started an agent');
    case 'sendInput':
    case 'sendMessage':
    case 'followupTask':
      return t('Sent a message to an agent');
    case 'resumeAgent':
      return t('Resumed an agent');
    case 'wait':
      return t('Waited for agents');
    case 'closeAgent':
      return t('Closed an agent');
    case 'interruptAgent':
      return t('Interrupted an agent');
    case 'listAgents':
      return t('Listed the agents');
    default:
      return tool satisfies never;
  }
}

/** What happened to an agent, in words. */
export function activityText({ kind }: Pick<ItemOf<'subAgentActivity'>, 'kind'>): string {
  switch (kind) {
    case 'started':
      return t('Agent started');
    case 'interacted':
      return t('Agent got a message');
    case 'interrupted':
      return t('Agent interrupted');
    case 'completed':
      return t('Agent finished');
    default:
      return kind satisfies never;
  }
}

/** A call by which codex directs its agents. */
export function CollabAgentToolCall({ item, state }: ItemProps<'collabAgentToolCall'>): JSX.Element {
  return (
    <ItemLine status={toItemStatus(state)} icon="organization">
      {collabText(item)}
      {item.prompt && (
        <span class="item-secondary" dir="auto">
          {' '}
          {shorten(item.prompt, promptLength)}
        </span>
      )}
    </ItemLine>
  );
}

/** Something an agent of codex did. */
export function SubAgentActivity({ item, state }: ItemProps<'subAgentActivity'>): JSX.Element {
  return (
    <ItemLine status={toItemStatus(state)} icon="organization">
      {activityText(item)} <span class="item-secondary">{item.agentPath}</span>
    </ItemLine>
  );
}
