import * as vscode from 'vscode';

/** A view like ours with nothing in it: what opening a view costs at the least. */
const emptyPage = `<!DOCTYPE html><html lang="en"><body><textarea aria-label="Empty view"></textarea></body></html>`;

/** Notes when messages arrive, on the clock they were posted by. */
const notingPage = `<!DOCTYPE html><html lang="en"><body><script>
globalThis.bareLatencies = [];
addEventListener('message', ({ data }) => {
  if (typeof data.postedAt === 'number')
    bareLatencies.push(performance.timeOrigin + performance.now() - data.postedAt);
});
</script></body></html>`;

/** Registers the empty view. */
export function registerEmptyView(context: vscode.ExtensionContext): void {
  const resolveWebviewView = ({ webview }: vscode.WebviewView): void => {
    webview.options = { enableScripts: true };
    webview.html = emptyPage;
  };
  context.subscriptions.push(
    vscode.window.registerWebviewViewProvider('codexBench.empty', { resolveWebviewView }),
  );
}

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
