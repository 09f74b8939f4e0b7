import * as vscode from 'vscode';
import type { AppEvent, AppState } from '../shared/appState.ts';
import type { ApprovalContent, ApprovalState } from '../shared/approvals/approvalState.ts';
import type { Store } from '../shared/store.ts';
import { approvalText } from './approvalText.ts';
import { escapeIcons } from './escapeLabels.ts';
import { quickAnswer } from './quickAnswer.ts';

/** A click that was meant for what was there before must not answer the row that has come under it. */
const guardMs = 300;

export interface InboxDeps {
  readonly store: Store<AppState, AppEvent>;
  /** Answers an approval; nothing happens when it is not pending any more. */
  answer(approvalId: string, optionId: string, content: ApprovalContent | null): Promise<void>;
  /** Brings up what the approval is about: its card, and the review of a file change. */
  reveal(approval: ApprovalState): Promise<void>;
  readonly log: { error(message: string, error: unknown): void };
}

interface AnswerButton extends vscode.QuickInputButton {
  readonly kind: 'accept' | 'decline';
}

interface InboxItem extends vscode.QuickPickItem {
  readonly approvalId: string;
  readonly buttons: readonly AnswerButton[];
}

function toItem(approval: ApprovalState, state: AppState): InboxItem {
  const { title, subject, isWhole, thread } = approvalText(approval, state, vscode.l10n.t);
  const accept: AnswerButton = {
    kind: 'accept',
    iconPath: new vscode.ThemeIcon('check'),
    tooltip: vscode.l10n.t('Accept'),
  };
  const decline: AnswerButton = {
    kind: 'decline',
    iconPath: new vscode.ThemeIcon('close'),
    tooltip: vscode.l10n.t('Decline'),
  };
  return {
    label: title,
    description: escapeIcons(thread),
    detail: escapeIcons(subject),
    approvalId: approval.id,
    buttons: [
      ...(isWhole && quickAnswer(approval, 'accept') ? [accept] : []),
      ...(quickAnswer(approval, 'decline') ? [decline] : []),
    ],
  };
}

const isPending = ({ status }: ApprovalState): boolean => status === 'pending';

/**
 * Lists what waits for an answer in all threads, the oldest first, in a quick pick that follows the state while it is
 * open. Accept is offered only where the row tells all of it; choosing a row brings up the card. Closes when the last
 * one is answered.
 */
export function showInbox({ store, answer, reveal, log }: InboxDeps): void {
  const picker = vscode.window.createQuickPick<InboxItem>();
  const failed = (error: unknown): void => log.error('The inbox failed', error);
  let listed: readonly ApprovalState[] = [];
  let changedAt = 0;

  function list(state: AppState): void {
    const waiting = state.approvals.filter(isPending);
    const isSame = waiting.length === listed.length && waiting.every((item, at) => item === listed[at]);
    if (isSame) return;
    listed = waiting;
    changedAt = performance.now();
    const active = picker.activeItems[0]?.approvalId;
    picker.keepScrollPosition = true;
    picker.items = waiting.map((approval) => toItem(approval, state));
    picker.activeItems = picker.items.filter(({ approvalId }) => approvalId === active);
  }

  async function press(item: InboxItem, { kind }: AnswerButton): Promise<void> {
    const approval = listed.find(({ id }) => id === item.approvalId);
    const given = approval && quickAnswer(approval, kind);
    if (!given || (kind === 'accept' && performance.now() - changedAt < guardMs)) return;
    await answer(approval.id, given.optionId, given.content);
  }

  picker.title = vscode.l10n.t('Pending Approvals');
  list(store.getState());
  if (listed.length === 0) picker.placeholder = vscode.l10n.t('Nothing waits for your answer.');

  const unsubscribe = store.subscribe(({ state }) => {
    const wasEmpty = listed.length === 0;
    list(state);
    if (!wasEmpty && listed.length === 0) picker.hide();
  });
  picker.onDidTriggerItemButton(({ item, button }) => {
    const pressed = item.buttons.find((each) => each === button);
    if (pressed) press(item, pressed).catch(failed);
  });
  picker.onDidAccept(() => {
    const chosen = picker.selectedItems[0]?.approvalId;
    const approval = listed.find(({ id }) => id === chosen);
    picker.hide();
    if (approval) reveal(approval).catch(failed);
  });
  picker.onDidHide(() => {
    unsubscribe();
    picker.dispose();
  });
  picker.show();
  changedAt = performance.now();
}
