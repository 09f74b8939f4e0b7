/**
 * Asks for the state while the page's script is still on its way, and keeps what comes for it: `EarlyPage` in
 * `webview/host.ts`.
 */
export const earlyScript = `{
  const early = { api: acquireVsCodeApi(), messages: [], keep: ({ data }) => early.messages.push(data) };
  globalThis.codexChatEarly = early;
  addEventListener('message', early.keep);
  early.api.postMessage({ type: 'ready' });
}`;
