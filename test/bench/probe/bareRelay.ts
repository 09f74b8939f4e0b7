import * as vscode from 'vscode';
import { BareClient } from '../../support/bareClient.ts';
import { textInput } from '../../support/textInput.ts';

/** A codex of its own. All paths are absolute. */
export interface BareRelayOptions {
  readonly codexPath: string;
  readonly codexHome: string;
  readonly cwd: string;
}

const frameMs = 16;

/**
 * A box to type in, and below it the end of what comes, as plain text. `relay` sends a message and resolves with the
 * milliseconds until the end of the answer is drawn.
 */
const page = `<!DOCTYPE html><html lang="en"><body><textarea aria-label="Bare relay"></textarea><pre></pre><script>
const vscode = acquireVsCodeApi();
const shown = document.querySelector('pre');
let text = '', frame = 0, end = () => {};
addEventListener('message', ({ data }) => {
  text = (text + data.text).slice(-2000);
  frame ||= requestAnimationFrame(() => { frame = 0; shown.textContent = text; });
  if (data.isOver) requestAnimationFrame(() => setTimeout(() => end()));
});
globalThis.relay = (message) => new Promise((resolve) => {
  const start = performance.now();
  text = '';
  end = () => resolve(performance.now() - start);
  vscode.postMessage(message);
});
</script></body></html>`;

/** Of what a command prints, the end is all that is shown. */
const outputTail = 20_000;

function deltaOf(params: unknown): string {
  return typeof params === 'object' && params && 'delta' in params ? String(params.delta) : '';
}

/**
 * Opens a page that gets codex's words and shows them as they are, once a frame: no state, no Markdown, no transcript.
 * What an extension in this window pays at the least, whatever it does. Returns what ends it.
 */
export async function openBareRelay({
  codexPath,
  codexHome,
  cwd,
}: BareRelayOptions): Promise<() => Promise<void>> {
  const client = new BareClient(codexPath, codexHome);
  await client.initialize();
  const { thread } = await client.request('thread/start', { cwd });
  const threadId = (thread as { id: string }).id;
  const panel = vscode.window.createWebviewPanel('codexBench.relay', 'Relay', vscode.ViewColumn.One, {
    enableScripts: true,
  });
  let text = '';
  let timer: NodeJS.Timeout | undefined;
  const flush = (isOver: boolean): void => {
    clearTimeout(timer);
    timer = undefined;
    client.log.length = 0;
    void panel.webview.postMessage({ text, isOver });
    text = '';
  };
  client.onMessage(({ method, params }) => {
    if (method === 'item/agentMessage/delta') {
      text += deltaOf(params);
      timer ??= setTimeout(() => flush(false), frameMs);
    } else if (method === 'item/commandExecution/outputDelta') {
      text = deltaOf(params).slice(-outputTail);
      timer ??= setTimeout(() => flush(false), frameMs);
    } else if (method === 'turn/completed') flush(true);
  });
  panel.webview.onDidReceiveMessage((message: string) => {
    void client.request('turn/start', { threadId, input: [textInput(message)] });
  });
  panel.webview.html = page;
  return async () => {
    panel.dispose();
    await client.close();
  };
}
