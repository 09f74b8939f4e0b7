import * as vscode from 'vscode';
import { BareClient } from '../../support/bareClient.ts';
import { readNewest } from '../readTurns.ts';

/** Says when (since 1970) it had what it was sent in its document: a line for each item, as plain text. */
const page = `<!DOCTYPE html><html lang="en"><body><script>
const vscode = acquireVsCodeApi();
addEventListener('message', ({ data }) => {
  document.body.textContent = '';
  for (const { items } of data.toReversed())
    for (const { text, command, type } of items)
      document.body.appendChild(document.createElement('p')).textContent = text ?? command ?? type;
  vscode.postMessage(performance.timeOrigin + performance.now());
});
</script></body></html>`;

export interface BareThread {
  /** Shows a stored thread's newest turns; the milliseconds from the call until they are in the document. */
  show(threadId: string): Promise<number>;
  close(): Promise<void>;
}

/**
 * Opens a page that shows the newest turns of stored threads of `codexHome` (absolute, like `codexPath`): what an
 * extension in this window pays at the least for opening a thread, whatever it does.
 */
export async function openBareThread(codexPath: string, codexHome: string): Promise<BareThread> {
  const client = new BareClient(codexPath, codexHome);
  await client.initialize();
  const panel = vscode.window.createWebviewPanel('codexBench.thread', 'Thread', vscode.ViewColumn.One, {
    enableScripts: true,
  });
  panel.webview.html = page;
  return {
    show: async (threadId) => {
      const start = performance.timeOrigin + performance.now();
      const shown = new Promise<number>((resolve) => {
        const listener = panel.webview.onDidReceiveMessage((shownAt: number) => {
          listener.dispose();
          resolve(shownAt);
        });
      });
      const { turns } = await readNewest(client, threadId);
      void panel.webview.postMessage(turns);
      return (await shown) - start;
    },
    close: async () => {
      panel.dispose();
      await client.close();
    },
  };
}
