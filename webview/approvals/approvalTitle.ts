import type { ApprovalState } from '../../src/shared/approvals/approvalState.ts';
import { t } from '../ui/l10n.ts';

/** The question of a card, in our words. Names of hosts and servers in it are whole and not yet made safe to show. */
export function approvalTitle(approval: ApprovalState): string {
  switch (approval.kind) {
    case 'fileChange':
      return t('Allow these changes?');
    case 'permissions':
      return t('Grant these permissions?');
    case 'userInput':
      return t('Codex asks');
    case 'mcpToolCall':
      return t('Allow this tool call?');
    case 'elicitation': {
      const { mode, serverName } = approval.request;
      return mode === 'url' ? t('{0} asks you to open a link', serverName) : t('{0} asks you', serverName);
    }
    case 'commandExecution': {
      const { networkApprovalContext: network, kind } = approval.request;
      if (network) return t('Allow network access to {0}?', network.host);
      return kind === 'writeStdin' ? t('Send input to a running process?') : t('Run this command?');
    }
  }
}
