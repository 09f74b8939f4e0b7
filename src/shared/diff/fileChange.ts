import type { FileUpdateChange } from '../../protocol/index.ts';
import { applyUnifiedDiff } from './applyUnifiedDiff.ts';
import { parseUnifiedDiff } from './parseUnifiedDiff.ts';
import { splitMoveSuffix } from './splitMoveSuffix.ts';
import { type ChangeCount, countChanges } from './unifiedDiff.ts';

/** What a file is before and after a change, or why that cannot be told. */
export type ProposedFile =
  | {
      readonly kind: 'text';
      /** Content now; '' if the file is absent. */
      readonly before: string;
      /** Content after the change; '' if the file is deleted. */
      readonly after: string;
      readonly path: string;
      /** Where the change moves the file. */
      readonly newPath?: string;
    }
  | { readonly kind: 'conflict'; readonly reason: string };

function countLines(text: string): number {
  let count = text === '' || text.endsWith('\n') ? 0 : 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++;
  return count;
}

/** Counts by prefix alone, for a diff that does not parse: a figure for a list row, not for applying. */
function countByPrefix(diff: string): ChangeCount {
  let added = 0;
  let removed = 0;
  for (const line of diff.split('\n')) {
    if (line.startsWith('+') && !line.startsWith('+++ ')) added++;
    else if (line.startsWith('-') && !line.startsWith('--- ')) removed++;
  }
  return { added, removed };
}

/**
 * Counts the lines that a file change adds and removes. Of an `add` the diff is the whole new content, of a `delete`
 * the whole old content, and only of an `update` it is hunks.
 */
export function countFileChange(change: FileUpdateChange): ChangeCount {
  switch (change.kind.type) {
    case 'add':
      return { added: countLines(change.diff), removed: 0 };
    case 'delete':
      return { added: 0, removed: countLines(change.diff) };
    default: {
      const { diff } = splitMoveSuffix(change.diff);
      const parsed = parseUnifiedDiff(diff);
      return parsed.ok ? countChanges(parsed.hunks) : countByPrefix(diff);
    }
  }
}

function proposeUpdate(change: FileUpdateChange, before: string, target: string | null): ProposedFile {
  const { diff, movePath } = splitMoveSuffix(change.diff);
  if (movePath !== null && movePath !== target) {
    return { kind: 'conflict', reason: 'the change names two different places to move the file to' };
  }
  const applied = applyUnifiedDiff(before, diff);
  if (!applied.ok) return { kind: 'conflict', reason: applied.reason };
  const proposed = { kind: 'text', before, after: applied.text, path: change.path } as const;
  return target === null ? proposed : { ...proposed, newPath: target };
}

/**
 * Tells what a file will be once `change` is carried out. `currentText` is its content now, undefined if it is absent.
 * An `add` over an existing file replaces it, as codex does; updating or deleting an absent file, or hunks that do not
 * fit, are a conflict. Never throws.
 */
export function proposeFileChange(change: FileUpdateChange, currentText: string | undefined): ProposedFile {
  const { kind, path, diff } = change;
  if (kind.type === 'add') return { kind: 'text', before: currentText ?? '', after: diff, path };
  if (currentText === undefined) return { kind: 'conflict', reason: 'the file does not exist' };
  if (kind.type === 'delete') return { kind: 'text', before: currentText, after: '', path };
  return proposeUpdate(change, currentText, kind.move_path);
}
