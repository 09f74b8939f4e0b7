import type {
  McpServerElicitationRequestParams,
  McpServerElicitationRequestResponse,
} from '../protocol/index.ts';
import type { ApprovalContent, ApprovalOption, FormValue } from '../shared/approvals/approvalState.ts';
import { checkForm } from '../shared/approvals/checkForm.ts';
import { toFormFields } from '../shared/approvals/formFields.ts';
import { toOption } from './toOption.ts';

const refusals = { decline: answerWith('decline'), cancel: answerWith('cancel') } as const;

function answerWith(
  action: McpServerElicitationRequestResponse['action'],
): McpServerElicitationRequestResponse {
  return { action, content: null, _meta: null };
}

/** How an elicitation is refused when nobody has answered it. */
export const cancelledElicitation = refusals.cancel;

/** True for an address that a browser opens, and nothing else. */
function isWebAddress(url: string): boolean {
  return URL.canParse(url) && ['http:', 'https:'].includes(new URL(url).protocol);
}

/** Modes that need what this client has not said that it can do: declined at once, without asking anybody. */
const unaskedModes: readonly unknown[] = ['openai/form', 'openaiForm', 'openai/userVerification'];

/** The answer to an elicitation of a mode that no person is asked; undefined for any other. */
export function answerUnasked(request: unknown): McpServerElicitationRequestResponse | undefined {
  const { mode } = (request ?? {}) as { mode?: unknown };
  return unaskedModes.includes(mode) ? refusals.decline : undefined;
}

function isAcceptable(request: McpServerElicitationRequestParams): boolean {
  if (request.mode === 'url') return isWebAddress(request.url);
  // A form that codex marks is one of its own, with a meaning of its own: its approvals are not handled here.
  const { _meta: meta } = request;
  const isMarked = typeof meta === 'object' && meta !== null && 'codex_approval_kind' in meta;
  if (request.mode !== 'form' || isMarked) return false;
  return toFormFields(request.requestedSchema) !== null;
}

/** The answers to an elicitation. A form we cannot show, or an address that is not of the web, cannot be accepted. */
export function elicitationOptions(request: McpServerElicitationRequestParams): ApprovalOption[] {
  const accept = isAcceptable(request) ? (['accept'] as const) : [];
  return [...accept, 'decline' as const, 'cancel' as const].map(toOption);
}

/**
 * The values of a form as they go to the server: its own fields only, without optional text that was left empty.
 * undefined when they break a rule of the form.
 */
function toFormContent(
  schema: unknown,
  content: ApprovalContent | null,
): Record<string, FormValue> | undefined {
  const fields = toFormFields(schema);
  if (!fields) return undefined;
  if (content === null) return fields.length === 0 ? {} : undefined;
  if (content.kind !== 'form' || Object.keys(checkForm(fields, content.values)).length > 0) return undefined;
  const names = new Set(fields.map(({ name }) => name));
  const filled = Object.entries(content.values).filter(([name, value]) => names.has(name) && value !== '');
  return Object.fromEntries(filled);
}

/** The wire answer, or undefined when the option is not offered or a form is not filled in as it asks. */
export function decideElicitation(
  request: McpServerElicitationRequestParams,
  optionId: string,
  content: ApprovalContent | null,
): McpServerElicitationRequestResponse | undefined {
  if (optionId === 'decline' || optionId === 'cancel') return refusals[optionId];
  if (!elicitationOptions(request).some(({ id }) => id === optionId)) return undefined;
  if (request.mode !== 'form') return answerWith('accept');
  const values = toFormContent(request.requestedSchema, content);
  return values && { action: 'accept', content: { ...values } as Record<string, never>, _meta: null };
}

/** The content as it is kept: what was sent, not what else came with it. */
export function toFormRecord(
  request: McpServerElicitationRequestParams,
  content: ApprovalContent | null,
): ApprovalContent | null {
  const values = request.mode === 'form' ? toFormContent(request.requestedSchema, content) : undefined;
  return values ? { kind: 'form', values } : null;
}
