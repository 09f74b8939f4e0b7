import type { JSX } from 'preact';
import type { CollabAgentStatus } from '../../../src/protocol/index.ts';
import { t } from '../../ui/l10n.ts';
import { shorten } from '../../ui/shorten.ts';
import { AgentLine } from './agentLine.tsx';
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

/** The agents that a call is about: those it names, and those it reports on. */
export function calledAgents({
  receiverThreadIds,
  agentsStates,
}: Pick<ItemOf<'collabAgentToolCall'>, 'receiverThreadIds' | 'agentsStates'>): {
  readonly id: string;
  readonly reported: CollabAgentStatus | null;
  readonly message: string | null;
}[] {
  const ids = new Set([...receiverThreadIds, ...Object.keys(agentsStates)]);
  return [...ids].map((id) => ({
    id,
    reported: agentsStates[id]?.status ?? null,
    message: agentsStates[id]?.message ?? null,
  }));
}

function CollabAgentToolCall({ item, state }: ItemProps<'collabAgentToolCall'>): JSX.Element {
  return (
    <>
      <ItemLine status={toItemStatus(state)} icon="organization">
        {collabText(item)}
        {item.prompt && (
          <span class="item-secondary" dir="auto">
            {' '}
            {shorten(item.prompt, promptLength)}
          </span>
        )}
      </ItemLine>
      {calledAgents(item).map(({ id, reported, message }) => (
        <AgentLine key={id} agentId={id} name={null} reported={reported} message={message} />
      ))}
    </>
  );
}

function SubAgentActivity({ item, state }: ItemProps<'subAgentActivity'>): JSX.Element {
  const { agentThreadId, agentPath, kind } = item;
  const over = kind === 'completed' || kind === 'interrupted' ? kind : null;
  return (
    <>
      <ItemLine status={toItemStatus(state)} icon="organization">
        {activityText(item)}
      </ItemLine>
      <AgentLine agentId={agentThreadId} name={agentPath} reported={over} message={null} />
    </>
  );
}

/** A call by which codex directs its agents, or something that one of them did. */
export function AgentActivity(
  props: ItemProps<'collabAgentToolCall'> | ItemProps<'subAgentActivity'>,
): JSX.Element {
  const { item } = props;
  return item.type === 'subAgentActivity' ? (
    <SubAgentActivity {...props} item={item} />
  ) : (
    <CollabAgentToolCall {...props} item={item} />
  );
}
