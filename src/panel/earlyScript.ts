/**
 * What the document does while the page's script is on its way. It asks for the state, and keeps what comes for it:
 * `EarlyPage` in `webview/host.ts`. It shows a message box where the page had one before (`UiState.hasComposer`), or else
 * where the host says so, and gives the host what is in it at Enter: `submitEarly`. And it loads the style and then the
 * script: VS Code would wait for both before it shows the page and gives it messages.
 */
export const earlyScript = `{
  const composer = document.querySelector('.early-composer');
  const box = composer.firstElementChild;
  const style = document.querySelector('link[as=style]');
  const start = () => import(document.getElementById('root').dataset.script);
  const early = {
    api: acquireVsCodeApi(),
    messages: [],
    given: [],
    keep: ({ data }) => void early.messages.push(data),
    focus: ({ data }) => {
      if (data?.type === 'focusComposer') box.focus();
    },
  };
  box.onkeydown = (event) => {
    if (event.key !== 'Enter' || event.isComposing || event.keyCode === 229) return;
    if (event.shiftKey || event.altKey) return;
    event.preventDefault();
    if (box.value.trim() === '') return;
    const isModified = event.ctrlKey || event.metaKey;
    early.api.postMessage({ type: 'submitEarly', text: box.value, isModified });
    box.value = '';
    early.given.push({ isModified, isShifted: false });
  };
  globalThis.codexChatEarly = early;
  addEventListener('message', early.keep);
  addEventListener('message', early.focus);
  early.api.postMessage({ type: 'ready' });
  composer.hidden = !(early.api.getState()?.hasComposer ?? 'shown' in composer.dataset);
  style.onerror = start;
  style.onload = () => {
    style.onload = start;
    style.rel = 'stylesheet';
  };
}`;
