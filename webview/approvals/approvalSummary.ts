import type { ApprovalState } from '../../src/shared/approvals/approvalState.ts';
import { displayCommand } from '../../src/shared/text/commandLine.ts';
import type { ItemState } from '../../src/shared/thread/threadState.ts';
import type { FileUpdateChange } from '../../src/protocol/index.ts';
import { t } from '../ui/l10n.ts';
import { shorten } from '../ui/shorten.ts';

const summaryLength = 80;

/**
 * The exact command an approval is about. Older servers and pure network questions leave it out of the request: then
 * it is the item's; null when neither has one.
 */
export function commandOf(approval: ApprovalState, item: ItemState | undefined): string | null {
  if (approval.kind !== 'commandExecution') return null;
  if (approval.request.command) return approval.request.command;
  return item?.item.type === 'commandExecution' ? item.item.command : null;
}

/** The working directory the command would run in, from the request or else the item; null when unknown. */
export function cwdOf(approval: ApprovalState, item: ItemState | undefined): string | null {
  if (approval.kind !== 'commandExecution') return null;
  return approval.request.cwd ?? (item?.item.type === 'commandExecution' ? item.item.cwd : null);
}

/** The changes a file approval is about. The request has none: they are in the item, started before it. */
export function changesOf(item: ItemState | undefined): readonly FileUpdateChange[] {
  return item?.item.type === 'fileChange' ? item.item.changes : [];
}

function summarizeChanges(changes: readonly FileUpdateChange[]): string {
  const [first] = changes;
  if (!first) return t('change files');
  const name = first.path.split(/[\\/]/u).at(-1) ?? first.path;
  return changes.length === 1
    ? t('change {0}', name)
    : t('change {0} and {1} more', name, changes.length - 1);
}

/** What is asked, on one short line: the start of the command, the host, or the files. Names the card. */
export function approvalSummary(approval: ApprovalState, item: ItemState | undefined): string {
  if (approval.kind === 'fileChange') return shorten(summarizeChanges(changesOf(item)), summaryLength);
  const network = approval.request.networkApprovalContext;
  if (network) return t('network access to {0}', network.host);
  const command = commandOf(approval, item);
  return command ? shorten(displayCommand(command), summaryLength) : t('run a command');
}
