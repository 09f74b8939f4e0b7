import type { TextProposal } from './proposals.ts';

/** What has to be done to one file so that it is as a person left its proposal. Paths are absolute. */
export type FileStep =
  | { readonly kind: 'none' }
  | { readonly kind: 'create' | 'write'; readonly path: string; readonly text: string }
  | { readonly kind: 'delete'; readonly path: string }
  | { readonly kind: 'move'; readonly path: string; readonly newPath: string; readonly text: string };

/**
 * Decides it from what the proposed side shows: a restored deletion is not deleted, an emptied new file not created, a
 * text that is the file's own not written. A move is carried out whatever its text.
 */
export function planFile(
  { change, target, before, proposed }: Pick<TextProposal, 'change' | 'target' | 'before' | 'proposed'>,
  shown: string,
): FileStep {
  const { path, kind } = change;
  if (target !== path) return { kind: 'move', path, newPath: target, text: shown };
  if (kind.type === 'delete' && shown === '') return { kind: 'delete', path };
  if (before === undefined)
    return shown === '' && proposed !== '' ? { kind: 'none' } : { kind: 'create', path, text: shown };
  return shown === before ? { kind: 'none' } : { kind: 'write', path, text: shown };
}
