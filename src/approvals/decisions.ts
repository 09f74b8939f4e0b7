import type {
  CommandExecutionApprovalDecision,
  CommandExecutionRequestApprovalParams,
  FileChangeApprovalDecision,
} from '../protocol/index.ts';
import type { ApprovalOption } from '../shared/approvals/approvalState.ts';

interface DecidableOption<D> {
  readonly option: ApprovalOption;
  readonly decision: D;
}

function plain<D extends string>(decision: D & ApprovalOption['kind']): DecidableOption<D> {
  return { option: { id: decision, kind: decision, detail: null }, decision };
}

function toCommandOption(
  decision: CommandExecutionApprovalDecision,
  index: number,
): DecidableOption<CommandExecutionApprovalDecision> {
  if (typeof decision === 'string') return plain(decision);
  if ('acceptWithExecpolicyAmendment' in decision) {
    const detail = decision.acceptWithExecpolicyAmendment.execpolicy_amendment.join(' ');
    const kind = 'acceptWithExecpolicyAmendment';
    return { option: { id: `${kind}:${index}`, kind, detail }, decision };
  }
  const { action, host } = decision.applyNetworkPolicyAmendment.network_policy_amendment;
  const kind = 'applyNetworkPolicyAmendment';
  return { option: { id: `${kind}:${index}`, kind, detail: `${action} ${host}` }, decision };
}

/**
 * The answers to a command approval: what the server offers in `availableDecisions`, in its order, and decline,
 * which codex honours unlisted. Servers that list nothing take accept, accept for session, decline and cancel.
 */
export function commandDecisions(
  request: CommandExecutionRequestApprovalParams,
): DecidableOption<CommandExecutionApprovalDecision>[] {
  const offered = request.availableDecisions ?? ['accept', 'acceptForSession', 'decline', 'cancel'];
  const options = offered.filter(isKnownDecision).map(toCommandOption);
  if (options.some(({ option }) => option.kind === 'decline')) return options;
  const cancelAt = options.findIndex(({ option }) => option.kind === 'cancel');
  return options.toSpliced(cancelAt < 0 ? options.length : cancelAt, 0, plain('decline'));
}

/** A newer codex may offer decisions that this client has no words for: they are not offered to the person. */
function isKnownDecision(decision: CommandExecutionApprovalDecision): boolean {
  if (typeof decision === 'string')
    return ['accept', 'acceptForSession', 'decline', 'cancel'].includes(decision);
  return 'acceptWithExecpolicyAmendment' in decision || 'applyNetworkPolicyAmendment' in decision;
}

/** The answers to a file change approval. The protocol has these four and lists none in the request. */
export function fileChangeDecisions(): DecidableOption<FileChangeApprovalDecision>[] {
  return [plain('accept'), plain('acceptForSession'), plain('decline'), plain('cancel')];
}

/** The wire decision of an option, or undefined when the approval has no such option. */
export function findDecision<D>(options: readonly DecidableOption<D>[], optionId: string): D | undefined {
  return options.find(({ option }) => option.id === optionId)?.decision;
}
