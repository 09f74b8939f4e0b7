import type { ApprovalState } from '../../src/shared/approvals/approvalState.ts';
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

/** What is asked, on one short line: the start of the command, the host, or the files. Names the card. */
export function approvalSummary(approval: ApprovalState): string {
  if (approval.kind === 'fileChange') return shorten(summarizeChanges(approval.changes), summaryLength);
  if (approval.kind !== 'commandExecution') return t('a question');
  const { networkApprovalContext: network, kind } = approval.request;
  if (network) return t('network access to {0}', network.host);
  if (kind === 'writeStdin') return t('input for a running process');
  return approval.command ? shorten(displayCommand(approval.command), summaryLength) : t('run a command');
}
