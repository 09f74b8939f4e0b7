import * as vscode from 'vscode';
import { escapeIcons } from '../approvals/escapeLabels.ts';
import { revealedText } from '../approvals/revealedText.ts';
import type { Turn } from '../protocol/index.ts';
import { UserError } from '../errors.ts';
import { cutText } from '../shared/text/cutText.ts';
import { messageText } from '../shared/thread/export/messageText.ts';

const textChars = 200;

/** What a quick pick shows of a message: one line, whose `$(name)` is no icon. */
function lineOf(text: string | undefined): string {
  const line = cutText((text ?? '').trimStart(), textChars)
    .replaceAll(/\s+/g, ' ')
    .trim();
  return escapeIcons(revealedText(line));
}

/**
 * Lets the user pick one of a thread's ended turns (oldest first), by what was asked and answered. Resolves with its
 * id, or undefined when it was dismissed. Throws a UserError when no turn has ended: a running one cannot be forked.
 */
export async function pickTurn(turns: readonly Turn[]): Promise<string | undefined> {
  const ended = turns.filter(({ status }) => status !== 'inProgress');
  if (ended.length === 0) throw new UserError(vscode.l10n.t('No turn of this thread has ended yet.'));
  const items = ended.map(({ id, items }, index) => {
    const said = items.flatMap((item) => messageText(item) ?? []);
    const asked = said.find(({ role }) => role === 'user');
    const answered = said.findLast(({ role }) => role === 'assistant');
    const number = vscode.l10n.t('Turn {0}', index + 1);
    return { id, label: lineOf(asked?.text) || number, description: number, detail: lineOf(answered?.text) };
  });
  const picked = await vscode.window.showQuickPick(items.toReversed(), {
    title: vscode.l10n.t('Fork Thread at a Turn'),
    placeHolder: vscode.l10n.t('The new thread has everything up to the end of this turn.'),
    matchOnDetail: true,
  });
  return picked?.id;
}
