import type { CodexErrorInfo } from '../../src/protocol/index.ts';
import type { PanelAction } from '../../src/shared/messages.ts';
import { t } from '../ui/l10n.ts';

/** What a person can do about a failed turn: words, and a button where the panel can help. */
export interface ErrorAdvice {
  readonly text: string;
  readonly action: { readonly label: string; readonly run: PanelAction } | null;
}

const policyKinds: ReadonlySet<string> = new Set([
  'cyberPolicy',
  'misalignmentPolicyViolation',
  'policyCapacityUnavailable',
  'inferenceHookDenied',
  'tooManyDenials',
]);

/** The kind of an error: the union is open, a string or an object with one key, and grows with codex. */
function toKind(info: CodexErrorInfo): { kind: string; httpStatusCode: number | null } {
  if (typeof info === 'string') return { kind: info, httpStatusCode: null };
  const [kind = 'other', value] = Object.entries(info)[0] ?? [];
  const status: unknown =
    typeof value === 'object' && value !== null && 'httpStatusCode' in value ? value.httpStatusCode : null;
  return { kind, httpStatusCode: typeof status === 'number' ? status : null };
}

function adviseText(kind: string): string | null {
  switch (kind) {
    case 'usageLimitExceeded':
      return t('Your usage limit is reached. Wait until it resets, or use another plan or account.');
    case 'rateLimitExceeded':
    case 'responseTooManyFailedAttempts':
      return t('The service asks for a slower pace. Wait a moment, then send the message again.');
    case 'serverOverloaded':
    case 'flexUnavailable':
      return t('The service is busy. Wait a moment, then send the message again.');
    case 'modelNotFound':
      return t(
        'Your account or provider does not have this model. Choose another one in the Codex configuration.',
      );
    case 'internalServerError':
      return t('The service failed. Send the message again; if it keeps failing, look at the log.');
    case 'badRequest':
      return t('The service refused the request. Rewording it, or a new thread, may help.');
    case 'responseStreamConnectionFailed':
    case 'responseStreamDisconnected':
    case 'httpConnectionFailed':
      return t(
        'The connection to the service failed. Check the network and proxy, then send the message again.',
      );
    case 'activeTurnNotSteerable':
      return t('The running turn does not take messages. Send it again when the turn has ended.');
    case 'sessionBudgetExceeded':
      return t('The budget of this thread is used up. Start a new thread to go on.');
    case 'sandboxError':
      return t('The sandbox could not run the command. The log says why.');
    default:
      return null;
  }
}

/**
 * What to do about a turn that failed, by codex's own classification; null when its message already says all there
 * is to say. Unknown kinds (the union grows) have no advice.
 */
export function toErrorAdvice(info: CodexErrorInfo | null): ErrorAdvice | null {
  if (info === null) return null;
  const { kind, httpStatusCode } = toKind(info);
  if (kind === 'unauthorized' || httpStatusCode === 401) {
    return {
      text: t('Sign in, then send the message again.'),
      action: { label: t('Sign in'), run: 'signIn' },
    };
  }
  if (kind === 'contextWindowExceeded') {
    return {
      text: t(
        'The thread no longer fits the model. The next message makes it shorter first, or start a new thread.',
      ),
      action: { label: t('New Thread'), run: 'newThread' },
    };
  }
  if (policyKinds.has(kind)) {
    return { text: t('A policy stopped this turn. Sending the same again will not help.'), action: null };
  }
  const text = adviseText(kind);
  if (text === null) return null;
  const showsLog = kind === 'internalServerError' || kind === 'sandboxError';
  return { text, action: showsLog ? { label: t('Show Log'), run: 'showLog' } : null };
}
