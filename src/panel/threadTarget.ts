import * as vscode from 'vscode';
import { UserError } from '../errors.ts';
import type { ThreadNode } from './threadsView.ts';

/**
 * The thread that a command was given by its arguments: a row of the Threads view, or an id that another part gave.
 * undefined: it was given none, and means the thread that is shown. Throws a UserError for a row that VS Code passes as
 * nothing, since it is just drawn again: that is never taken for another thread.
 */
export function threadTarget(args: readonly unknown[]): string | undefined {
  if (args.length === 0) return undefined;
  const [target] = args;
  if (typeof target === 'string') return target;
  const node = target as Partial<ThreadNode> | null | undefined;
  const id = node?.kind === 'thread' && 'row' in node ? node.row?.id : undefined;
  if (id === undefined)
    throw new UserError(vscode.l10n.t('The list of threads has just changed. Try again.'));
  return id;
}
