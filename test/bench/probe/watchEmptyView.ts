import * as vscode from 'vscode';
import { BareClient } from '../../support/bareClient.ts';
import type { BareStart } from './probeApi.ts';

/** Starts codex, with the settings of the extension under test. */
async function startCodex(): Promise<BareClient> {
  const settings = vscode.workspace.getConfiguration('codexChat');
  const client = new BareClient(settings.get('codexPath', ''), settings.get('codexHome', ''));
  await client.initialize();
  return client;
}

/**
 * Does for the extension with the empty view (see `installEmptyView`), which is in the same process, what the one under
 * test does at the least: it starts codex when it is activated, while its page loads, and a thread for the first message.
 * Resolves when that could be sent.
 */
export function watchEmptyView(): Promise<BareStart> {
  return new Promise((resolve, reject) => {
    let activatedAt = 0;
    let codex: Promise<BareClient> | undefined;
    const activated = (): void => {
      activatedAt = performance.now();
      codex = startCodex();
    };
    const heard = async (): Promise<void> => {
      const pageMs = performance.now() - activatedAt;
      const client = await codex;
      const codexMs = performance.now() - activatedAt;
      await client?.request('thread/start', { cwd: vscode.workspace.workspaceFolders?.[0]?.uri.fsPath });
      resolve({ pageMs, codexMs, threadMs: performance.now() - activatedAt });
      await client?.close();
    };
    const hooks = { activated, heard: () => void heard().catch(reject) };
    Object.assign(globalThis, { codexBenchEmpty: hooks });
  });
}
