import type {
  CommandExecutionApprovalDecision,
  CommandExecutionRequestApprovalParams,
  FileChangeApprovalDecision,
} from '../protocol/index.ts';
import type { ApprovalOption } from '../shared/approvals/approvalState.ts';
import { quoteArgument } from '../shared/text/quoteArgument.ts';

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
    const detail = decision.acceptWithExecpolicyAmendment.execpolicy_amendment.map(quoteArgument).join(' ');
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
  const offered: readonly CommandExecutionApprovalDecision[] = request.availableDecisions ?? plainDecisions;
  const options = offered
    .filter((decision, index) => isKnownDecision(decision) && offered.indexOf(decision) === index)
    .map(toCommandOption);
  if (options.some(({ option }) => option.kind === 'decline')) return options;
  const cancelAt = options.findIndex(({ option }) => option.kind === 'cancel');
  return options.toSpliced(cancelAt < 0 ? options.length : cancelAt, 0, plain('decline'));
}

const plainDecisions = ['accept', 'acceptForSession', 'decline', 'cancel'] as const;

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.keys(value).join() === name
    ? (value as Record<string, unknown>)[name]
    : undefined;
}

/**
 * A newer codex may offer decisions that this client has no words for: they are not offered to the person. Nor is
 * an amendment that does not say what it allows.
 */
function isKnownDecision(decision: unknown): boolean {
  if (typeof decision === 'string') return (plainDecisions as readonly string[]).includes(decision);
  const prefix = member(member(decision, 'acceptWithExecpolicyAmendment'), 'execpolicy_amendment');
  if (Array.isArray(prefix))
    return prefix.length > 0 && prefix.every((argument) => typeof argument === 'string');
  const network = member(decision, 'applyNetworkPolicyAmendment') as
    { network_policy_amendment?: { host?: unknown; action?: unknown } } | undefined;
  const { host, action } = network?.network_policy_amendment ?? {};
  return typeof host === 'string' && host !== '' && (action === 'allow' || action === 'deny');
}

/** The answers to a file change approval. The protocol has these four and lists none in the request. */
export function fileChangeDecisions(): DecidableOption<FileChangeApprovalDecision>[] {
  return [plain('accept'), plain('acceptForSession'), plain('decline'), plain('cancel')];
}

/** The wire decision of an option, or undefined when the approval has no such option. */
export function findDecision<D>(options: readonly DecidableOption<D>[], optionId: string): D | undefined {
  return options.find(({ option }) => option.id === optionId)?.decision;
}
