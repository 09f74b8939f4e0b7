/**
 * What the document does while the page's script is on its way. It asks for the state, and keeps what comes for it:
 * `EarlyPage` in `webview/host.ts`. It shows a message box where the page had one before (`UiState.hasComposer`), or else
 * where the host says so, and sends from there as `keyAction` has it, once the state tells how and for what; unless there is a
 * draft, which the box does not show. And it loads the style and then the script: VS Code would wait for both before it
 * shows the page and gives it messages.
 */
export const earlyScript = `{
  const composer = document.querySelector('.early-composer');
  const box = composer.firstElementChild;
  const style = document.querySelector('link[as=style]');
  const start = () => import(document.getElementById('root').dataset.script);
  const pressed = [];
  let state;
  const early = {
    api: acquireVsCodeApi(),
    messages: [],
    hasSent: false,
    keep: ({ data }) => void early.messages.push(data),
    answer: ({ data }) => {
      if (data?.type === 'focusComposer') box.focus();
      if (data?.type !== 'snapshot') return;
      ({ state } = data);
      const texts = pressed.splice(0).map(({ text, isModified }) => {
        if (isSend(isModified)) return submit(text);
        return isModified ? text : text + '\\n';
      });
      if (texts.length > 0) box.value = texts.join('') + box.value;
    },
  };
  const isSend = (isModified) => state.draft === '' && isModified === (state.sendWith === 'modifierEnter');
  const submit = (text) => {
    if (text.trim() === '') return '';
    const { threadId, draftKey } = state;
    early.api.postMessage({ type: 'submit', threadId, draftKey, text: text.trimEnd(), inverted: false });
    early.hasSent = true;
    return '';
  };
  box.onkeydown = (event) => {
    if (event.key !== 'Enter' || event.isComposing || event.keyCode === 229) return;
    const isModified = event.ctrlKey || event.metaKey;
    if (event.shiftKey || event.altKey || (state && !isSend(isModified))) return;
    event.preventDefault();
    const text = box.value;
    box.value = '';
    if (state) submit(text);
    else pressed.push({ text, isModified });
  };
  globalThis.codexChatEarly = early;
  addEventListener('message', early.keep);
  addEventListener('message', early.answer);
  early.api.postMessage({ type: 'ready' });
  composer.hidden = !(early.api.getState()?.hasComposer ?? 'shown' in composer.dataset);
  style.onerror = start;
  style.onload = () => {
    style.onload = start;
    style.rel = 'stylesheet';
  };
}`;
