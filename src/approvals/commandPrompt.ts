import * as vscode from 'vscode';
import type { AppEvent, AppState } from '../shared/appState.ts';
import type { CommandApproval } from '../shared/approvals/approvalState.ts';
import type { Config } from '../config.ts';
import type { Store } from '../shared/store.ts';
import type { ApprovalBroker } from './approvalBroker.ts';
import { revealedText } from './revealedText.ts';

const guardMs = 500;

export interface CommandPromptDeps {
  readonly store: Store<AppState, AppEvent>;
  readonly broker: ApprovalBroker;
  readMode(): Config['approvalsModal'];
  isPanelVisible(): boolean;
  readonly log: { error(message: string, error: unknown): void };
}

interface OptionItem extends vscode.MessageItem {
  readonly optionId: string;
}

/**
 * Asks for command approvals in a modal when the setting says so. Dismissing the modal answers nothing: the card
 * stays. A modal cannot be closed by code, so an answer that comes too late is a no-op of the broker.
 */
export function createCommandPrompt({
  store,
  broker,
  readMode,
  isPanelVisible,
  log,
}: CommandPromptDeps): () => void {
  async function ask(approval: CommandApproval): Promise<void> {
    const accept: OptionItem = { title: vscode.l10n.t('Accept'), optionId: 'accept' };
    const decline: OptionItem = { title: vscode.l10n.t('Decline'), optionId: 'decline' };
    const offered = [accept, decline].filter(({ optionId }) =>
      approval.options.some(({ id }) => id === optionId),
    );
    const title =
      approval.request.kind === 'writeStdin'
        ? vscode.l10n.t('Codex asks to type into a running process')
        : vscode.l10n.t('Codex asks to run a command');
    const shownAt = performance.now();
    for (;;) {
      const options = { modal: true, detail: describe(approval) };
      const answer = await vscode.window.showWarningMessage(title, options, ...offered);
      if (!answer) return;
      // A key that was meant for the editor must not answer a dialog that has just come up.
      if (performance.now() - shownAt < guardMs && answer.optionId !== 'decline') continue;
      broker.answer(approval.id, answer.optionId);
      return;
    }
  }

  return store.subscribe(({ events }) => {
    for (const event of events) {
      if (event.method !== 'host/approvalRequested') continue;
      const { approval } = event.params;
      const mode = readMode();
      const wanted = mode === 'always' || (mode === 'whenHidden' && !isPanelVisible());
      if (approval.kind !== 'commandExecution' || !wanted) continue;
      ask(approval).catch((error: unknown) => log.error('The command prompt failed', error));
    }
  });
}

/**
 * Everything a person needs to decide. What the model wrote comes last and is indented line by line, so that it
 * cannot pass for one of our own lines; invisible characters are written out; nothing is cut.
 */
function describe({ request, command, cwd }: CommandApproval): string {
  const network = request.networkApprovalContext;
  const permissions = request.additionalPermissions;
  return [
    network ? vscode.l10n.t('Network access: {0} ({1})', revealedText(network.host), network.protocol) : null,
    cwd ? vscode.l10n.t('In: {0}', indented(cwd)) : null,
    permissions
      ? vscode.l10n.t('With further permissions: {0}', indented(JSON.stringify(permissions)))
      : null,
    command ? vscode.l10n.t('Command: {0}', indented(command)) : null,
    request.reason ? vscode.l10n.t('Reason given by the model: {0}', indented(request.reason)) : null,
  ]
    .filter((line) => line !== null)
    .join('\n\n');
}

function indented(text: string): string {
  return revealedText(text).split(/\r?\n/).join(' ↵\n│ ');
}
