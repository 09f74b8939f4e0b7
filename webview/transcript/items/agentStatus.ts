import type { CollabAgentStatus, ThreadStatus } from '../../../src/protocol/index.ts';
import type { CodiconName } from '../../ui/codiconNames.ts';
import { t } from '../../ui/l10n.ts';

/** As codex reports it, and what its thread says beyond that. */
export type AgentStatus = CollabAgentStatus | 'waiting' | 'idle';

/**
 * How an agent stands: what its thread says now counts more than what was reported when it was asked for. null: neither
 * says anything.
 */
export function agentStatus(
  reported: CollabAgentStatus | null,
  thread: ThreadStatus | undefined,
): AgentStatus | null {
  if (thread?.type === 'active') return thread.activeFlags.length > 0 ? 'waiting' : 'running';
  if (thread?.type === 'systemError') return 'errored';
  // What was reported while it ran is over: its thread does nothing any more.
  if (thread && (reported === 'running' || reported === 'pendingInit')) return 'idle';
  return reported;
}

/** The status in words, and the icon beside them. */
export function agentStatusLook(status: AgentStatus): { readonly text: string; readonly icon: CodiconName } {
  switch (status) {
    case 'pendingInit':
      return { text: t('Starting'), icon: 'watch' };
    case 'running':
      return { text: t('Running'), icon: 'loading' };
    case 'waiting':
      return { text: t('Waiting for you'), icon: 'question' };
    case 'interrupted':
      return { text: t('Interrupted'), icon: 'debug-stop' };
    case 'completed':
      return { text: t('Completed'), icon: 'pass' };
    case 'errored':
      return { text: t('Failed'), icon: 'error' };
    case 'shutdown':
      return { text: t('Shut down'), icon: 'circle-slash' };
    case 'notFound':
      return { text: t('Not found'), icon: 'warning' };
    case 'idle':
      return { text: t('Not running'), icon: 'circle-large' };
    default:
      return status satisfies never;
  }
}
