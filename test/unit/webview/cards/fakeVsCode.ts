import type { WebviewToHost } from '../../../../src/shared/messages.ts';

type Answer = Extract<WebviewToHost, { type: 'answerApproval' }>;

let posted: WebviewToHost[] = [];
let state: unknown;
let isActive = false;

/** The page takes the API once per process: afterwards it is as silent as no API at all. */
const api = {
  postMessage: (message: WebviewToHost) => {
    if (isActive) posted.push(message);
  },
  getState: () => state,
  setState: (next: unknown) => {
    if (isActive) state = JSON.parse(JSON.stringify(next));
  },
};

/** Lets the page post and keep its state, from nothing. */
export function startFakeVsCode(): void {
  Object.assign(globalThis, { acquireVsCodeApi: () => api });
  posted = [];
  state = undefined;
  isActive = true;
}

export function stopFakeVsCode(): void {
  state = undefined;
  isActive = false;
}

/** The answers to approvals that the page has posted. */
export function postedAnswers(): Answer[] {
  return posted.filter((message): message is Answer => message.type === 'answerApproval');
}

/** All that the page has posted. */
export function postedMessages(): readonly WebviewToHost[] {
  return posted;
}

/** What the page would find after a reload, as text. */
export function keptState(): string {
  return JSON.stringify(state) ?? '';
}
