import { isApprovalContent } from '../shared/approvals/isApprovalContent.ts';
import type { PanelAction, WebviewToHost } from '../shared/messages.ts';
import { isId } from './isId.ts';

type Field =
  | 'boolean'
  | 'id'
  | 'idOrNull'
  | 'string'
  | 'stringOrNull'
  | 'numberOrNull'
  | 'strings'
  | 'action'
  | 'content';

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
  submit: { threadId: 'idOrNull', draftKey: 'id', text: 'string', inverted: 'boolean' },
  submitEarly: { text: 'string', isModified: 'boolean' },
  keepEarly: { text: 'string' },
  editQueued: { clientId: 'id' },
  releaseQueued: { clientId: 'id' },
  saveQueued: { clientId: 'id', text: 'string' },
  moveQueued: { clientId: 'id', beforeClientId: 'idOrNull' },
  sendQueuedNow: { clientId: 'id' },
  removeQueued: { clientId: 'id' },
  pauseQueue: { threadId: 'id' },
  resumeQueue: { threadId: 'id' },
  loadOlder: { threadId: 'id' },
  editMessage: { threadId: 'id', turnId: 'id' },
  regenerate: { threadId: 'id', turnId: 'id' },
  continueTurn: { threadId: 'id' },
  openThread: { threadId: 'id' },
  setDraft: { draftKey: 'id', text: 'string' },
  retryMessage: { clientId: 'id' },
  discardMessage: { clientId: 'id' },
  interruptTurn: { threadId: 'id' },
  answerApproval: { approvalId: 'id', optionId: 'id', content: 'content' },
  approveDeniedAction: { threadId: 'id', reviewId: 'id' },
  openChange: { threadId: 'id', turnId: 'id', itemId: 'id', path: 'stringOrNull' },
  restoreCheckpoint: { threadId: 'id', turnId: 'id' },
  openOutput: { threadId: 'id', turnId: 'id', itemId: 'id' },
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
    case 'id':
      return isId(value);
    case 'idOrNull':
      return value === null || isId(value);
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
