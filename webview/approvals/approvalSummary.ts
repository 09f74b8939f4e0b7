import type { ApprovalState, PermissionsApproval } from '../../src/shared/approvals/approvalState.ts';
import { permissionParts } from '../../src/shared/approvals/permissionParts.ts';
import { displayCommand } from '../../src/shared/text/commandLine.ts';
import type { FileUpdateChange } from '../../src/protocol/index.ts';
import { t } from '../ui/l10n.ts';
import { shorten } from '../ui/shorten.ts';

const summaryLength = 80;

function summarizeChanges(changes: readonly FileUpdateChange[]): string {
  const [first] = changes;
  if (!first) return t('change files');
  const name = first.path.split(/[\\/]/u).at(-1) ?? first.path;
  return changes.length === 1
    ? t('change {0}', name)
    : t('change {0} and {1} more', name, changes.length - 1);
}

function summarizePermissions({ request }: PermissionsApproval): string {
  const parts = permissionParts(request.permissions).filter(({ access }) => access !== 'deny');
  const [first] = parts;
  if (!first) return t('more permissions');
  const name = first.access === 'network' ? t('the network') : first.target;
  return parts.length === 1
    ? t('permission for {0}', name)
    : t('permission for {0} and {1} more', name, parts.length - 1);
}

function summarize(approval: ApprovalState): string {
  switch (approval.kind) {
    case 'fileChange':
      return summarizeChanges(approval.changes);
    case 'permissions':
      return summarizePermissions(approval);
    case 'userInput': {
      const [first, ...others] = approval.request.questions;
      if (!first) return t('a question');
      return others.length === 0 ? first.question : t('{0} and {1} more', first.question, others.length);
    }
    case 'mcpToolCall':
      return t('the tool {0} of {1}', approval.toolName, approval.serverName);
    case 'elicitation':
      return approval.request.mode === 'url'
        ? t('open a link for {0}', approval.request.serverName)
        : t('a form of {0}', approval.request.serverName);
    case 'commandExecution': {
      const { networkApprovalContext: network, kind } = approval.request;
      if (network) return t('network access to {0}', network.host);
      if (kind === 'writeStdin') return t('input for a running process');
      return approval.command ? displayCommand(approval.command) : t('run a command');
    }
  }
}

/** What is asked, on one short line: the start of the command, the host, the files or the question. Names the card. */
export function approvalSummary(approval: ApprovalState): string {
  return shorten(summarize(approval), summaryLength);
}

/** Whether an approval asks for information rather than for leave to do something. */
export function isQuestion(approval: ApprovalState): boolean {
  return approval.kind === 'userInput' || approval.kind === 'elicitation';
}
