import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

const manifest = {
  name: 'show-codex-chat',
  publisher: 'test-support',
  version: '0.0.1',
  engines: { vscode: '^1.106.0' },
  main: './main.cjs',
  activationEvents: ['onStartupFinished'],
};

const main = `const { commands } = require('vscode');
exports.activate = () => commands.executeCommand('codexChat.view.focus');
`;

/**
 * Puts a helper extension into an extensions folder (absolute) no server has used yet. It opens the chat panel in
 * every new window, as a click on its tab would: a first window shows VS Code's own (here empty) chat in the
 * secondary side bar, and nothing in a window's address can choose another view.
 */
export async function createShowPanelExtension(extensionsDir: string): Promise<void> {
  const dir = path.join(extensionsDir, `${manifest.publisher}.${manifest.name}-${manifest.version}`);
  await mkdir(dir, { recursive: true });
  await writeFile(path.join(dir, 'package.json'), JSON.stringify(manifest, null, 2));
  await writeFile(path.join(dir, 'main.cjs'), main);
}
