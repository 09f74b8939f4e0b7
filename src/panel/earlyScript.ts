/**
 * Asks for the state while the page's script is still on its way, and keeps what comes for it: `EarlyPage` in
 * `webview/host.ts`. Shows the document's message box where the page had one before (`UiState.hasComposer`).
 */
export const earlyScript = `{
  const composer = document.querySelector('.early-composer');
  const early = {
    api: acquireVsCodeApi(),
    messages: [],
    keep: ({ data }) => {
      early.messages.push(data);
      if (data?.type === 'focusComposer') composer.firstElementChild.focus();
    },
  };
  globalThis.codexChatEarly = early;
  addEventListener('message', early.keep);
  early.api.postMessage({ type: 'ready' });
  composer.hidden = !early.api.getState()?.hasComposer;
}`;
