import * as vscode from 'vscode';
import type { AppEvent, AppState } from '../shared/appState.ts';
import type { CommandApproval } from '../shared/approvals/approvalState.ts';
import type { Config } from '../config.ts';
import type { Store } from '../shared/store.ts';
import { revealHidden } from '../shared/text/revealHidden.ts';
import type { ApprovalBroker } from './approvalBroker.ts';

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
    const answer = await vscode.window.showWarningMessage(
      vscode.l10n.t('Codex asks to run a command'),
      { modal: true, detail: describe(approval) },
      ...offered,
    );
    if (answer) broker.answer(approval.id, answer.optionId);
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

/** Everything a person needs to decide, with invisible characters written out. The command is never cut. */
function describe({ request }: CommandApproval): string {
  const network = request.networkApprovalContext;
  return [
    request.command ? visible(request.command) : null,
    network ? vscode.l10n.t('Network access: {0} ({1})', visible(network.host), network.protocol) : null,
    request.cwd ? vscode.l10n.t('In: {0}', visible(request.cwd)) : null,
    request.reason ? vscode.l10n.t('Reason given by the model: {0}', visible(request.reason)) : null,
  ]
    .filter((line) => line !== null)
    .join('\n\n');
}

function visible(text: string): string {
  return revealHidden(text)
    .map((part) =>
      part.kind === 'plain' || part.kind === 'newline' ? part.text : `⟨${part.name ?? part.kind}⟩`,
    )
    .join('');
}
