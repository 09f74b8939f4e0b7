import type { AppEvent, AppState } from '../shared/appState.ts';
import type { ApprovalContent, ApprovalOption, ApprovalState } from '../shared/approvals/approvalState.ts';
import type { Store } from '../shared/store.ts';
import type { ApprovalBroker } from './approvalBroker.ts';

export interface ApprovalAnswersDeps {
  readonly store: Store<AppState, AppEvent>;
  readonly broker: ApprovalBroker;
  /** Opens an address outside; resolves with false when it was not opened. */
  openExternal(url: string): Thenable<boolean>;
  /**
   * Does what must be done before a pending request is answered with an option. `answered`: it has answered the
   * request itself, or it must not be answered now.
   */
  readonly before?: (approval: ApprovalState, option: ApprovalOption) => Promise<'answered' | 'continue'>;
}

/**
 * The address to open when an option is chosen, or null: as a browser reads it, and as the card names its host. VS Code
 * reads some addresses otherwise: `https://a.example\@b.example` would lead to the other host.
 */
function addressOf(approval: ApprovalState, { kind }: ApprovalOption): string | null {
  if (approval.kind !== 'elicitation' || approval.request.mode !== 'url') return null;
  return kind === 'accept' && URL.canParse(approval.request.url) ? new URL(approval.request.url).href : null;
}

/** Answers a pending approval with one of its options and what was filled in. */
export type AnswerApproval = (
  approvalId: string,
  optionId: string,
  content?: ApprovalContent | null,
) => Promise<void>;

/**
 * The one way from a surface to an answer: what the answer needs is done first (an address is opened, an edited
 * change is written), then the server is told. While that is under way, and for what is not pending or not offered,
 * it does nothing. Rejects, and has answered nothing, when what the answer needs fails.
 */
export function createApprovalAnswers(deps: ApprovalAnswersDeps): AnswerApproval {
  const underWay = new Set<string>();

  async function prepare(approval: ApprovalState, option: ApprovalOption): Promise<boolean> {
    if ((await deps.before?.(approval, option)) === 'answered') return false;
    const address = addressOf(approval, option);
    return address === null || deps.openExternal(address);
  }

  return async (approvalId, optionId, content = null) => {
    const approval = deps.store.getState().approvals.find(({ id }) => id === approvalId);
    const option = approval?.options.find(({ id }) => id === optionId);
    if (!approval || !option || approval.status !== 'pending' || underWay.has(approvalId)) return;
    underWay.add(approvalId);
    try {
      if (await prepare(approval, option)) deps.broker.answer(approvalId, optionId, content);
    } finally {
      underWay.delete(approvalId);
    }
  };
}
