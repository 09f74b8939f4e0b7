import type { CommandAction } from '../../src/protocol/index.ts';
import { t } from '../ui/l10n.ts';

/** What codex takes a part of a command to do, as text; null when it does not know. A guess: never the whole truth. */
export function describeAction(action: CommandAction): string | null {
  switch (action.type) {
    case 'read':
      return t('Read {0}', action.name);
    case 'listFiles':
      return action.path ? t('List files in {0}', action.path) : t('List files');
    case 'search':
      if (action.query && action.path) return t('Search for “{0}” in {1}', action.query, action.path);
      if (action.query) return t('Search for “{0}”', action.query);
      return action.path ? t('Search in {0}', action.path) : t('Search');
    default:
      // Unknown to codex, or a kind that a newer codex has added.
      return null;
  }
}
