import type { JSX } from 'preact';
import { useContext } from 'preact/hooks';
import type { CollabAgentStatus } from '../../../src/protocol/index.ts';
import { threadTitle } from '../../../src/shared/thread/threadSummary.ts';
import { postIntent } from '../../host.ts';
import { Icon } from '../../ui/icon.tsx';
import { IconButton } from '../../ui/iconButton.tsx';
import { t } from '../../ui/l10n.ts';
import { shorten } from '../../ui/shorten.ts';
import { shownName } from '../../ui/shownName.ts';
import { AgentsContext } from './agentsContext.ts';
import { agentStatus, agentStatusLook } from './agentStatus.ts';

interface AgentLineProps {
  readonly agentId: string;
  /** What the agent is called, where the item says it. */
  readonly name: string | null;
  /** As the item reports it. */
  readonly reported: CollabAgentStatus | null;
  /** What the agent said last. */
  readonly message: string | null;
}

const nameLength = 60;
const messageLength = 120;

/** One agent: how it stands now, what it said, and the way to its thread. */
export function AgentLine({ agentId, name, reported, message }: AgentLineProps): JSX.Element {
  const summary = useContext(AgentsContext)[agentId];
  const status = agentStatus(reported, summary?.status);
  const look = status && agentStatusLook(status);
  const shown = shownName(name ?? threadTitle(summary), nameLength) || t('Agent');
  return (
    <div class="agent-line" data-agent-status={status ?? undefined}>
      <span class="agent-name" dir="auto">
        {shown}
      </span>
      {look && (
        <span class={`item-fact agent-status agent-${status}`}>
          <Icon name={look.icon} />
          {look.text}
        </span>
      )}
      {message && (
        <span class="agent-message item-secondary" dir="auto">
          {shorten(message, messageLength)}
        </span>
      )}
      <IconButton
        class="agent-open"
        label={t('Open the thread of {0}', shown)}
        title={t('Open the thread of {0}', shown)}
        onClick={() => postIntent({ type: 'openThread', threadId: agentId })}
      >
        {t('Open')}
      </IconButton>
    </div>
  );
}
