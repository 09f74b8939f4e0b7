import { isApprovalContent } from '../shared/approvals/isApprovalContent.ts';
import type { PanelAction, WebviewToHost } from '../shared/messages.ts';

type Field = 'boolean' | 'string' | 'stringOrNull' | 'numberOrNull' | 'strings' | 'action' | 'content';

const actions = {
  newThread: true,
  reloadThread: true,
  showThreads: true,
  chooseFolder: true,
  moveThread: true,
  askAside: true,
  leaveAside: true,
  choosePolicy: true,
  togglePlanMode: true,
  openFolder: true,
  manageTrust: true,
  installCodex: true,
  setCodexPath: true,
  retryServer: true,
  showLog: true,
  signIn: true,
} as const satisfies Record<PanelAction, true>;

const fields = {
  ready: {},
  resync: {},
  pageFocused: {},
  pageBlurred: {},
  submit: { threadId: 'stringOrNull', draftKey: 'string', text: 'string', inverted: 'boolean' },
  editQueued: { clientId: 'string' },
  releaseQueued: { clientId: 'string' },
  saveQueued: { clientId: 'string', text: 'string' },
  moveQueued: { clientId: 'string', beforeClientId: 'stringOrNull' },
  sendQueuedNow: { clientId: 'string' },
  removeQueued: { clientId: 'string' },
  pauseQueue: { threadId: 'string' },
  resumeQueue: { threadId: 'string' },
  loadOlder: { threadId: 'string' },
  editMessage: { threadId: 'string', turnId: 'string' },
  regenerate: { threadId: 'string', turnId: 'string' },
  continueTurn: { threadId: 'string' },
  openThread: { threadId: 'string' },
  setDraft: { draftKey: 'string', text: 'string' },
  retryMessage: { clientId: 'string' },
  discardMessage: { clientId: 'string' },
  interruptTurn: { threadId: 'string' },
  answerApproval: { approvalId: 'string', optionId: 'string', content: 'content' },
  approveDeniedAction: { threadId: 'string', reviewId: 'string' },
  openChange: { threadId: 'string', turnId: 'string', itemId: 'string', path: 'stringOrNull' },
  restoreCheckpoint: { threadId: 'string', turnId: 'string' },
  openOutput: { threadId: 'string', turnId: 'string', itemId: 'string' },
  openFile: { path: 'string', line: 'numberOrNull', column: 'numberOrNull' },
  openExternal: { url: 'string' },
  resolvePaths: { paths: 'strings' },
  copyText: { text: 'string' },
  insertText: { text: 'string' },
  reportError: { message: 'string', stack: 'string' },
  runAction: { action: 'action' },
} as const satisfies Record<WebviewToHost['type'], Record<string, Field>>;

function fits(value: unknown, field: Field): boolean {
  switch (field) {
    case 'boolean':
      return typeof value === 'boolean';
    case 'string':
      return typeof value === 'string';
    case 'stringOrNull':
      return value === null || typeof value === 'string';
    case 'numberOrNull':
      return value === null || Number.isSafeInteger(value);
    case 'strings':
      return Array.isArray(value) && value.length <= 500 && value.every((item) => typeof item === 'string');
    case 'content':
      return value === null || isApprovalContent(value);
    case 'action':
      return typeof value === 'string' && Object.hasOwn(actions, value);
    default:
      return field satisfies never;
  }
}

/** True for a message of the contract. The page is untrusted: its messages are checked member by member. */
export function isWebviewMessage(message: unknown): message is WebviewToHost {
  if (typeof message !== 'object' || message === null || !('type' in message)) return false;
  if (typeof message.type !== 'string' || !Object.hasOwn(fields, message.type)) return false;
  const expected: Record<string, Field> = fields[message.type as keyof typeof fields];
  const values = message as Record<string, unknown>;
  return Object.entries(expected).every(([name, field]) => fits(values[name], field));
}
