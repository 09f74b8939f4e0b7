import { displayCommand } from '../../../src/shared/text/commandLine.ts';
import type { ItemState } from '../../../src/shared/thread/threadState.ts';
import { t } from '../../ui/l10n.ts';
import { shorten } from '../../ui/shorten.ts';

const nameLength = 120;

/** The accessible name of an item's row: what kind of thing it is and, where that helps, which. */
export function itemLabel({ item, progress }: Pick<ItemState, 'item' | 'progress'>): string {
  switch (item.type) {
    case 'userMessage':
      return t('Your message');
    case 'agentMessage':
      return t('Codex message');
    case 'reasoning':
      return t('Reasoning');
    case 'plan':
      return t('Proposed plan');
    case 'commandExecution':
      return t('Command: {0}', shorten(displayCommand(item.command), nameLength));
    case 'fileChange':
      return item.changes.length === 1
        ? t('Change of 1 file')
        : t('Change of {0} files', item.changes.length);
    case 'mcpToolCall':
      return t('Tool call: {0}', `${item.server} ${item.tool}`);
    case 'dynamicToolCall':
      return t('Tool call: {0}', item.tool);
    case 'functionCallOutput':
      return t('Tool output: {0}', item.name);
    case 'webSearch':
      return t('Web search');
    case 'imageView':
      return t('Image viewed');
    case 'imageGeneration':
      return t('Image generated');
    case 'collabAgentToolCall':
    case 'subAgentActivity':
      return t('Agent activity');
    case 'enteredReviewMode':
      return t('Review started');
    case 'exitedReviewMode':
      return t('Review finished');
    case 'contextCompaction':
      return progress === 'open' ? t('Compacting context') : t('Context compacted');
    case 'hookPrompt':
      return t('Hook');
    case 'sleep':
      return t('Wait');
    default:
      return t('Item: {0}', unknownType(item));
  }
}

/** The type of an item that this version does not know. The compiler shows here when a known one has no row. */
export function unknownType(item: never): string {
  const { type } = item as { type?: unknown };
  return typeof type === 'string' ? type : t('unknown');
}
