import type { ApprovalContent } from './approvalState.ts';

type Check = (value: unknown) => boolean;

const maxEntries = 500;

const isString: Check = (value) => typeof value === 'string';
const isListOf =
  (fits: Check): Check =>
  (value) =>
    Array.isArray(value) && value.length <= maxEntries && value.every(fits);
const isRecordOf =
  (fits: Check): Check =>
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    isListOf(fits)(Object.values(value));

const isAnswer: Check = (value) => {
  if (typeof value !== 'object' || value === null) return false;
  const { label, text } = value as { label?: unknown; text?: unknown };
  return isString(text) && (label === null || isString(label));
};
const isFormValue: Check = (value) =>
  isString(value) || typeof value === 'boolean' || Number.isFinite(value) || isListOf(isString)(value);

const members = {
  permissions: ['granted', isListOf(isString)],
  userInput: ['answers', isRecordOf(isAnswer)],
  form: ['values', isRecordOf(isFormValue)],
} as const satisfies Record<ApprovalContent['kind'], readonly [string, Check]>;

/** True for a well-formed answer content, whoever made it. Whether it fits its request is for the request to say. */
export function isApprovalContent(value: unknown): value is ApprovalContent {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return false;
  if (typeof value.kind !== 'string' || !Object.hasOwn(members, value.kind)) return false;
  const [name, fits] = members[value.kind as ApprovalContent['kind']];
  return fits((value as Record<string, unknown>)[name]);
}
