import { merge3 } from '../shared/diff/merge3.ts';
import { type FileContent, isKnown, isSameContent, type KnownContent } from './fileContent.ts';

/** Whether a file holds what it did when a person was asked about it, as far as that can be told. */
export function isUnchanged(then: FileContent, now: FileContent): boolean {
  return then.kind === 'blob' ? isSameContent(then, now) : then.kind === now.kind;
}

/** What an undo does to one file. */
export type UndoDecision =
  /** Nothing to write: the file is there already. */
  | { readonly kind: 'done' }
  | { readonly kind: 'put'; readonly content: KnownContent }
  | { readonly kind: 'merged'; readonly text: string }
  /** Edited since, and the edits overlap with what is undone: a person has to say. */
  | { readonly kind: 'conflict' }
  /** What was there is not known, so that nothing can be put back. */
  | { readonly kind: 'impossible' };

/** The texts of the three contents; undefined where one is not text. */
export interface UndoTexts {
  readonly base: string | undefined;
  readonly now: string | undefined;
  readonly target: string | undefined;
}

/**
 * Decides how a file gets from what it holds `now` to `target`, when codex left it as `base`: as it is, byte for byte,
 * if nobody edited it since, else by a merge that keeps the edits. A file that comes or goes is never merged.
 */
export function decideUndo(
  base: FileContent,
  now: FileContent,
  target: FileContent,
  texts: UndoTexts,
): UndoDecision {
  if (!isKnown(target)) return { kind: 'impossible' };
  if (isSameContent(now, target)) return { kind: 'done' };
  if (isSameContent(now, base)) return { kind: 'put', content: target };
  if ([base, now, target].some(({ kind }) => kind !== 'blob')) return { kind: 'conflict' };
  if (texts.base === undefined || texts.now === undefined || texts.target === undefined)
    return { kind: 'conflict' };
  const merged = merge3(texts.base, texts.now, texts.target);
  return merged.kind === 'clean' ? { kind: 'merged', text: merged.text } : { kind: 'conflict' };
}
