import * as vscode from 'vscode';
import { escapeLinks } from './approvals/escapeLabels.ts';
import { UserError } from './errors.ts';

/**
 * Runs what the user asked for and ends every failure here: a UserError is shown in its own words, anything else is
 * a bug, logged with its stack and told once with the way to the log.
 */
export async function runGuarded(
  log: vscode.LogOutputChannel,
  what: string,
  run: () => unknown,
): Promise<void> {
  try {
    await run();
  } catch (error) {
    const showLog = vscode.l10n.t('Show Log');
    const isExpected = error instanceof UserError;
    if (isExpected) log.warn(`${what}: ${error.message}`);
    else log.error(`${what} failed`, error);
    const message = error instanceof Error ? error.message : String(error);
    const shown = isExpected ? message : vscode.l10n.t('Codex Chat: {0} failed: {1}', what, message);
    const actions = isExpected ? error.actions : [];
    // Messages name files and quote others: neither becomes a link.
    const picked = await vscode.window.showErrorMessage(
      escapeLinks(shown),
      ...actions.map(({ title }) => title),
      showLog,
    );
    const action = actions.find(({ title }) => title === picked);
    if (action) await vscode.commands.executeCommand(action.command, ...(action.args ?? []));
    else if (picked === showLog) log.show();
  }
}
