import type { ServerRequestResults } from '../protocol/index.ts';
import type {
  ApprovalContent,
  ApprovalState,
  CommandApproval,
  ElicitationApproval,
  FileChangeApproval,
  McpToolApproval,
  PermissionsApproval,
  UserInputApproval,
} from '../shared/approvals/approvalState.ts';
import { commandDecisions, fileChangeDecisions, findDecision } from './decisions.ts';
import {
  answerUnasked,
  cancelledElicitation,
  decideElicitation,
  toFormRecord,
} from './elicitationDecisions.ts';
import { decideMcpTool } from './mcpToolDecisions.ts';
import { decidePermissions, deniedPermissions } from './permissionDecisions.ts';
import {
  toCommandApproval,
  toElicitationApproval,
  toFileChangeApproval,
  toPermissionsApproval,
  toUserInputApproval,
  type ApprovalContext,
} from './toApproval.ts';
import { decideUserInput, maskSecrets, noAnswers } from './userInputDecisions.ts';

/** How requests of one method become approvals, and approvals become answers. All of it is pure. */
export interface ApprovalRules<S extends ApprovalState, A> {
  /** undefined: there is nothing that a person could be asked. It may throw on a malformed request. */
  toApproval(request: unknown, context: ApprovalContext): S | undefined;
  /** The wire answer of an option; undefined when the option, or what was filled in, does not fit the request. */
  decide(approval: S, optionId: string, content: ApprovalContent | null): A | undefined;
  /** What is kept of the content of an accepted answer. */
  toRecord(approval: S, content: ApprovalContent | null): ApprovalContent | null;
  /** The answer to a request that no person is asked, where it is another than `refusal`. */
  answerUnasked?(request: unknown): A | undefined;
  /** The answer when nobody answers, or nobody can. */
  readonly refusal: A;
}

/** The rules of a method's requests, with the result that the protocol wants. */
type RulesOf<M extends keyof ServerRequestResults, S extends ApprovalState> = ApprovalRules<
  S,
  ServerRequestResults[M]
>;

const nothing = (): null => null;

const commandExecution: RulesOf<'item/commandExecution/requestApproval', CommandApproval> = {
  toApproval: toCommandApproval,
  decide: ({ request }, optionId) => {
    const decision = findDecision(commandDecisions(request), optionId);
    return decision && { decision };
  },
  toRecord: nothing,
  refusal: { decision: 'decline' },
};

const fileChange: RulesOf<'item/fileChange/requestApproval', FileChangeApproval> = {
  toApproval: toFileChangeApproval,
  decide: (_approval, optionId) => {
    const decision = findDecision(fileChangeDecisions(), optionId);
    return decision && { decision };
  },
  toRecord: nothing,
  refusal: { decision: 'decline' },
};

const permissions: RulesOf<'item/permissions/requestApproval', PermissionsApproval> = {
  toApproval: toPermissionsApproval,
  decide: ({ request }, optionId, content) => decidePermissions(request, optionId, content),
  toRecord: (_approval, content) => content,
  refusal: deniedPermissions,
};

const userInput: RulesOf<'item/tool/requestUserInput', UserInputApproval> = {
  toApproval: toUserInputApproval,
  decide: ({ request }, optionId, content) => decideUserInput(request, optionId, content),
  toRecord: ({ request }, content) => maskSecrets(request, content),
  refusal: noAnswers,
};

const elicitation: RulesOf<'mcpServer/elicitation/request', McpToolApproval | ElicitationApproval> = {
  toApproval: toElicitationApproval,
  decide: ({ kind, request }, optionId, content) =>
    kind === 'mcpToolCall' ? decideMcpTool(request, optionId) : decideElicitation(request, optionId, content),
  toRecord: ({ request }, content) => toFormRecord(request, content),
  answerUnasked,
  refusal: cancelledElicitation,
};

/** The rules of every request that a person answers, by what it asks for. */
export const approvalRules = { commandExecution, fileChange, permissions, userInput, elicitation } as const;
