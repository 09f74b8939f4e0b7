import type { ApprovalContent } from '../src/shared/approvals/approvalState.ts';
import type { EnterModifiers } from '../src/shared/enterAction.ts';
import type { HostToWebview, WebviewToHost } from '../src/shared/messages.ts';

interface VsCodeApi {
  postMessage(message: WebviewToHost): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** What the page itself remembers over a reload. UI intent only: nothing here is data of a thread. */
export interface UiState {
  /** Which folded parts a person opened or closed, by key; the most recently changed last. */
  readonly open: Readonly<Record<string, boolean>>;
  /** Where each thread was left, by thread key. `null`: at the end, following it. */
  readonly anchors: Readonly<Record<string, ScrollAnchor | null>>;
  /** What was filled in on cards that still wait, by approval id; nothing secret. */
  readonly filledIn: Readonly<Record<string, ApprovalContent>>;
  /** The texts of queued messages while they are edited, by client id. */
  readonly queuedEdits: Readonly<Record<string, string>>;
  /** Whether messages can be written here: then the document has a box for them before the page is there. */
  readonly hasComposer: boolean;
  /** The id of this page's surface, and of its thread: by them VS Code brings an editor tab back. */
  readonly surface: readonly [surfaceId: string, threadId: string | null] | null;
}

/** A place in the transcript that stays right when what is above it changes its height. */
export interface ScrollAnchor {
  readonly turnId: string;
  /** Of a long turn (see `turnRows`), from 0; none is the first. */
  readonly part?: number;
  /** CSS pixels from the top of that part of the turn to the top of the visible part. */
  readonly offsetPx: number;
}

/** What the document has done before this script came: it said `ready`, keeps what the host has sent since, and gives it text. */
interface EarlyPage {
  readonly api: VsCodeApi;
  readonly messages: readonly unknown[];
  /** What was held down with each Enter by which the host got text. */
  readonly given: readonly EnterModifiers[];
  readonly keep: (event: MessageEvent<unknown>) => void;
  /** Gives the document's message box the focus that the host means for the composer. */
  readonly focus: (event: MessageEvent<unknown>) => void;
}

/** Absent where a page is opened without VS Code's document around it. */
const { codexChatEarly: early } = globalThis as { readonly codexChatEarly?: EarlyPage };

const silentApi: VsCodeApi = { postMessage: () => {}, getState: () => undefined, setState: () => {} };

let api = early?.api;

/** Ends what the document's message box does. Returns by which Enters the host got text from it, to send or to keep. */
export function endEarlyComposer(): readonly EnterModifiers[] {
  if (early) window.removeEventListener('message', early.focus);
  return early?.given ?? [];
}

/** VS Code hands the API out once per document; outside a webview (unit tests) there is a silent one. */
function vsCodeApi(): VsCodeApi {
  if (!api && typeof acquireVsCodeApi === 'function') api = acquireVsCodeApi();
  return api ?? silentApi;
}

/** Sends an intent to the host. One-way: its effect comes back as state. */
export function postIntent(message: WebviewToHost): void {
  // The API of the webview takes no target origin: it reaches VS Code only.
  // oxlint-disable-next-line unicorn/require-post-message-target-origin
  vsCodeApi().postMessage(message);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether `value` has the shape of a message from the host. Anything else that reaches the window is dropped. */
export function isHostMessage(value: unknown): value is HostToWebview {
  if (!isRecord(value)) return false;
  switch (value['type']) {
    case 'snapshot':
      return (
        typeof value['epoch'] === 'string' && typeof value['seq'] === 'number' && isRecord(value['state'])
      );
    case 'events':
      return (
        typeof value['epoch'] === 'string' &&
        typeof value['from'] === 'number' &&
        Array.isArray(value['events'])
      );
    case 'pathsResolved':
      return isRecord(value['paths']);
    case 'focusComposer':
      return true;
    case 'focusApproval':
      return typeof value['approvalId'] === 'string';
    default:
      return false;
  }
}

/**
 * Calls the listener with each well-formed message of the host, at once with those that came before this script did.
 * Has the host send them, if the document has not. Called once, by the page.
 */
export function listenToHost(listener: (message: HostToWebview) => void): void {
  const handle = (data: unknown): void => {
    if (isHostMessage(data)) listener(data);
  };
  window.addEventListener('message', (event: MessageEvent<unknown>) => handle(event.data));
  if (!early) return postIntent({ type: 'ready' });
  window.removeEventListener('message', early.keep);
  for (const data of early.messages) handle(data);
}

/** What `saveUiState` kept last, also by an earlier load of this page; empty parts when there is none. */
export function loadUiState(): UiState {
  const stored = vsCodeApi().getState();
  const { open, anchors, filledIn, queuedEdits, hasComposer, surface } = isRecord(stored) ? stored : {};
  return {
    open: isRecord(open) ? (open as UiState['open']) : {},
    anchors: isRecord(anchors) ? (anchors as UiState['anchors']) : {},
    filledIn: isRecord(filledIn) ? (filledIn as UiState['filledIn']) : {},
    queuedEdits: isRecord(queuedEdits) ? (queuedEdits as UiState['queuedEdits']) : {},
    hasComposer: hasComposer === true,
    surface: Array.isArray(surface) ? (surface as unknown as UiState['surface']) : null,
  };
}

/** Replaces the given parts of the UI state and keeps the others. */
export function saveUiState(change: Partial<UiState>): void {
  vsCodeApi().setState({ ...loadUiState(), ...change });
}
