import * as vscode from 'vscode';

/** Notes when messages arrive, on the clock they were posted by. */
const notingPage = `<!DOCTYPE html><html lang="en"><body><script>
globalThis.bareLatencies = [];
addEventListener('message', ({ data }) => {
  if (typeof data.postedAt === 'number')
    bareLatencies.push(performance.timeOrigin + performance.now() - data.postedAt);
});
</script></body></html>`;

/** Opens the page that notes; returns what posts the time to it. */
export function openNotingPanel(): () => Promise<void> {
  const panel = vscode.window.createWebviewPanel('codexBench.noting', 'Noting', vscode.ViewColumn.One, {
    enableScripts: true,
  });
  panel.webview.html = notingPage;
  return async () => {
    await panel.webview.postMessage({ postedAt: performance.timeOrigin + performance.now() });
  };
}
