import type { FileUpdateChange } from '../../protocol/index.ts';
import { applyHunks } from './applyHunks.ts';
import type { ProposedFile } from './fileChange.ts';

import { parseUnifiedDiff } from './parseUnifiedDiff.ts';
import { splitMoveSuffix } from './splitMoveSuffix.ts';
import { invertHunks } from './unifiedDiff.ts';

/**
 * Tells what a file was before and after a change that was applied, by taking the change back out of `currentText`,
 * the text at its present place (undefined: absent). A conflict when the file was changed since. Never throws.
 */
export function pastFileChange(change: FileUpdateChange, currentText: string | undefined): ProposedFile {
  const { kind, path, diff } = change;
  if (kind.type === 'add') return { kind: 'text', before: '', after: diff, path };
  if (kind.type === 'delete') return { kind: 'text', before: diff, after: '', path };
  if (currentText === undefined) return { kind: 'conflict', reason: 'the file does not exist any more' };
  const parsed = parseUnifiedDiff(splitMoveSuffix(diff).diff);
  if (!parsed.ok) return { kind: 'conflict', reason: parsed.reason };
  const before = applyHunks(currentText, invertHunks(parsed.hunks));
  if (!before.ok) return { kind: 'conflict', reason: before.reason };
  return { kind: 'text', before: before.text, after: currentText, path };
}
