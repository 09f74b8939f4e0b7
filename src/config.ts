import * as vscode from 'vscode';

/** The settings under `codexChat.`, and those of VS Code that codex must follow. */
export interface Config {
  readonly codexPath: string;
  readonly codexHome: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly wireLogFile: string;
  readonly approvalsModal: 'whenHidden' | 'always' | 'never';
  readonly diffAutoOpen: boolean;
  readonly sendWith: 'enter' | 'modifierEnter';
  readonly httpProxy: string;
  readonly noProxy: readonly string[];
  readonly proxyStrictSSL: boolean;
}

/** Reads the settings as they are now. The only place that does. */
export function readConfig(): Config {
  const own = vscode.workspace.getConfiguration('codexChat');
  const http = vscode.workspace.getConfiguration('http');
  return {
    codexPath: own.get<string>('codexPath', '').trim(),
    codexHome: own.get<string>('codexHome', '').trim(),
    environment: own.get<Record<string, string>>('environment', {}),
    wireLogFile: own.get<string>('wireLogFile', '').trim(),
    approvalsModal: own.get<Config['approvalsModal']>('approvals.modal', 'whenHidden'),
    diffAutoOpen: own.get<boolean>('diff.autoOpen', false),
    sendWith: own.get<Config['sendWith']>('composer.sendWith', 'enter'),
    httpProxy: http.get<string>('proxy', ''),
    noProxy: http.get<string[]>('noProxy', []),
    proxyStrictSSL: http.get<boolean>('proxyStrictSSL', true),
  };
}

/** Sets `codexChat.codexPath` for this user. */
export async function writeCodexPath(path: string): Promise<void> {
  await vscode.workspace
    .getConfiguration('codexChat')
    .update('codexPath', path, vscode.ConfigurationTarget.Global);
}

/** Tells when a setting under `codexChat.` or a proxy setting changed. */
export function onDidChangeConfig(listener: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration('codexChat') || event.affectsConfiguration('http')) listener();
  });
}
