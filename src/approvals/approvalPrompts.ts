import * as vscode from 'vscode';
import type { AppEvent, AppState } from '../shared/appState.ts';
import type { ApprovalContent, ApprovalState } from '../shared/approvals/approvalState.ts';
import type { Store } from '../shared/store.ts';
import { approvalText, type ApprovalText } from './approvalText.ts';
import { createTurns } from './createTurns.ts';
import { escapeLinks } from './escapeLabels.ts';
import { promptFor, type PromptSituation } from './promptFor.ts';
import { quickAnswer } from './quickAnswer.ts';

/** A key or a click that was meant for something else must not answer what has just come up. */
const guardMs = 500;

/** Who hides the panel this soon after a request came has not seen its card. */
const unseenMs = 1000;

export interface ApprovalPromptDeps {
  readonly store: Store<AppState, AppEvent>;
  /** Answers an approval; nothing happens when it is not pending any more. */
  answer(approvalId: string, optionId: string, content: ApprovalContent | null): Promise<void>;
  readSituation(approval: ApprovalState): PromptSituation;
  /** Tells that a page was hidden. Returns the end of it. */
  onDidHidePanel(listener: () => void): { dispose(): void };
  /** Brings up the panel with the approval's card. */
  showApproval(approvalId: string): Promise<void>;
  readonly log: { error(message: string, error: unknown): void };
}

interface ActionItem extends vscode.MessageItem {
  readonly action: 'accept' | 'decline' | 'show';
}

/**
 * Asks for approvals outside the panel, as the settings say: in a modal, or by a notification that leads to the card.
 * Dismissing either answers nothing. Neither can be closed by code, so an answer that comes too late does nothing.
 * Returns the end of it.
 */
export function createApprovalPrompts({
  store,
  answer,
  readSituation,
  onDidHidePanel,
  showApproval,
  log,
}: ApprovalPromptDeps): () => void {
  // VS Code shows one modal at a time. Ours wait here instead of there, so that the guard's time starts when a
  // person sees the modal: the key that answered the one before must not answer it too.
  const inTurn = createTurns();
  const pending = (id: string): ApprovalState | undefined =>
    store.getState().approvals.find((approval) => approval.id === id && approval.status === 'pending');

  function actionsFor(approval: ApprovalState, canAccept: boolean): ActionItem[] {
    const accept: ActionItem = { title: vscode.l10n.t('Accept'), action: 'accept' };
    const decline: ActionItem = { title: vscode.l10n.t('Decline'), action: 'decline' };
    return [
      ...(canAccept && quickAnswer(approval, 'accept') ? [accept] : []),
      ...(quickAnswer(approval, 'decline') ? [decline] : []),
    ];
  }

  /** Shows `open` until it is dismissed, or answered by a press that is not of its first moments. */
  async function ask(id: string, open: () => Thenable<ActionItem | undefined>): Promise<void> {
    const shownAt = performance.now();
    for (;;) {
      const picked = await open();
      if (!picked) return;
      if (picked.action === 'show') return showApproval(id);
      const approval = pending(id);
      if (!approval) return;
      if (performance.now() - shownAt < guardMs && picked.action === 'accept') continue;
      const given = quickAnswer(approval, picked.action);
      if (given) await answer(id, given.optionId, given.content);
      return;
    }
  }

  function askInModal(approval: ApprovalState, { title, detail }: ApprovalText): Promise<void> {
    const actions = actionsFor(approval, true);
    return ask(approval.id, () =>
      vscode.window.showWarningMessage(title, { modal: true, detail }, ...actions),
    );
  }

  function notify(approval: ApprovalState, { title, subject, isWhole }: ApprovalText): Promise<void> {
    const show: ActionItem = { title: vscode.l10n.t('Show'), action: 'show' };
    // Questions and forms are answered in their card, changes after a look at them.
    const needsCard = ['fileChange', 'userInput', 'elicitation'].includes(approval.kind);
    const actions = needsCard ? [show] : [...actionsFor(approval, isWhole), show];
    const message = subject === '' ? title : `${title}: ${escapeLinks(subject)}`;
    return ask(approval.id, () => vscode.window.showInformationMessage(message, ...actions));
  }

  async function prompt(requested: ApprovalState): Promise<void> {
    // Whoever answers as soon as the request is there comes first.
    await Promise.resolve();
    const prompted = (): ReturnType<typeof promptFor> => promptFor(requested, readSituation(requested));
    if (prompted() === 'notification') await show(requested, notify);
    else if (prompted() === 'modal')
      await inTurn(async () => {
        // The panel may be there by now.
        if (prompted() === 'modal') await show(requested, askInModal);
      });
  }

  async function show(
    requested: ApprovalState,
    open: (approval: ApprovalState, text: ApprovalText) => Promise<void>,
  ): Promise<void> {
    const approval = pending(requested.id);
    if (approval) await open(approval, approvalText(approval, store.getState(), vscode.l10n.t));
  }

  const failed = (error: unknown): void => log.error('An approval prompt failed', error);
  const arrivedAt = new Map<string, number>();
  const hidden = onDidHidePanel(() => {
    for (const [id, atMs] of arrivedAt) {
      const approval = pending(id);
      if (approval && performance.now() - atMs < unseenMs) prompt(approval).catch(failed);
    }
    arrivedAt.clear();
  });
  const unsubscribe = store.subscribe(({ events, state }) => {
    for (const id of arrivedAt.keys())
      if (!state.approvals.some((approval) => approval.id === id)) arrivedAt.delete(id);
    for (const event of events) {
      if (event.method !== 'host/approvalRequested') continue;
      const { approval } = event.params;
      if (promptFor(approval, readSituation(approval)) === 'none')
        arrivedAt.set(approval.id, performance.now());
      prompt(approval).catch(failed);
    }
  });
  return () => {
    hidden.dispose();
    unsubscribe();
  };
}
