import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

const publisher = 'test-support';
const version = '0.0.1';
const engines = { vscode: '^1.106.0' };

const icon = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><path d="M2 2h12v12H2z"/></svg>\n';

/** A view like ours with nothing in it: what opening a view costs at the least. */
const view = {
  manifest: {
    name: 'codex-bench-empty',
    publisher,
    version,
    engines,
    main: './main.cjs',
    contributes: {
      viewsContainers: { secondarySidebar: [{ id: 'codexBench', title: 'Bench Empty', icon: 'icon.svg' }] },
      views: {
        codexBench: [{ type: 'webview', id: 'codexBench.empty', name: 'Empty', icon: 'icon.svg' }],
      },
    },
  },
  // Its page says at once that it is there: what a page of ours says first takes at least as long to the host. The probe
  // takes it from there.
  main: `const { window } = require('vscode');
const page = \`<!DOCTYPE html><html lang="en"><body><textarea aria-label="Empty view"></textarea>
<script>acquireVsCodeApi().postMessage('usable')</script></body></html>\`;
exports.activate = ({ subscriptions }) => {
  globalThis.codexBenchEmpty.activated();
  const resolveWebviewView = ({ webview }) => {
    webview.options = { enableScripts: true };
    webview.onDidReceiveMessage(() => globalThis.codexBenchEmpty.heard());
    webview.html = page;
  };
  subscriptions.push(window.registerWebviewViewProvider('codexBench.empty', { resolveWebviewView }));
};
`,
};

/** Shows the empty view in windows without ours, when ours is shown in the others (see createShowPanelExtension). */
const show = {
  manifest: {
    name: 'codex-bench-show-empty',
    publisher,
    version,
    engines,
    main: './main.cjs',
    activationEvents: ['onStartupFinished'],
  },
  main: `const { commands, extensions } = require('vscode');
exports.activate = () =>
  extensions.getExtension('codex-chat-panel.codex-chat-panel') ||
  commands.executeCommand('codexBench.empty.focus');
`,
};

/** Puts the empty view, and what shows it, into an extensions folder (absolute) that no server has used yet. */
export async function installEmptyView(extensionsDir: string): Promise<void> {
  for (const { manifest, main } of [view, show]) {
    const dir = path.join(extensionsDir, `${publisher}.${manifest.name}-${version}`);
    await mkdir(dir);
    await writeFile(path.join(dir, 'package.json'), JSON.stringify(manifest, null, 2));
    await writeFile(path.join(dir, 'icon.svg'), icon);
    await writeFile(path.join(dir, 'main.cjs'), main);
  }
}
