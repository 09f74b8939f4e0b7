import type { ApprovalState } from '../shared/approvals/approvalState.ts';

export interface PromptSituation {
  readonly modalMode: 'whenHidden' | 'always' | 'never';
  readonly notificationMode: 'off' | 'whenHidden' | 'whenUnfocused';
  /** Whether any page of ours is visible: it tells of what waits elsewhere too. */
  readonly isPanelVisible: boolean;
  /** Whether a visible page shows the thread that asks. */
  readonly isThreadVisible: boolean;
  /** Whether this window of VS Code has the focus. */
  readonly isWindowFocused: boolean;
}

/** Questions and forms need their card, and changes their diff: a dialog could not be answered. */
const modalKinds: readonly ApprovalState['kind'][] = ['commandExecution', 'mcpToolCall', 'permissions'];

function isNotified({ notificationMode, isThreadVisible, isWindowFocused }: PromptSituation): boolean {
  switch (notificationMode) {
    case 'off':
      return false;
    case 'whenHidden':
      return !isThreadVisible;
    default:
      return !isThreadVisible || !isWindowFocused;
  }
}

/** How a new approval is brought to a person besides its card: by one thing at most, as the settings say. */
export function promptFor(
  { kind }: Pick<ApprovalState, 'kind'>,
  situation: PromptSituation,
): 'modal' | 'notification' | 'none' {
  const { modalMode, isPanelVisible } = situation;
  const isModalWanted = modalMode === 'always' || (modalMode === 'whenHidden' && !isPanelVisible);
  if (isModalWanted && modalKinds.includes(kind)) return 'modal';
  return isNotified(situation) ? 'notification' : 'none';
}
