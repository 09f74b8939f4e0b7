import * as vscode from 'vscode';

/** The settings under `codexChat.`, and those of VS Code that codex must follow. */
export interface Config {
  readonly codexPath: string;
  readonly codexHome: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly wireLogFile: string;
  readonly approvalsModal: 'whenHidden' | 'always' | 'never';
  readonly notifications: 'whenHidden' | 'whenUnfocused' | 'off';
  readonly notifyWhenFinished: 'whenHidden' | 'off';
  readonly diffAutoOpen: boolean;
  readonly unsavedFiles: 'ask' | 'save' | 'send';
  readonly sendWith: 'enter' | 'modifierEnter';
  readonly followUp: 'queue' | 'steer';
  readonly reviewCodeLens: boolean;
  readonly httpProxy: string;
  readonly noProxy: readonly string[];
  readonly proxyStrictSSL: boolean;
}

function toText(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}

function toTexts(value: unknown): Record<string, string> {
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

/**
 * Reads the settings as they are now; one of the wrong type counts as not set, since a file can hold anything. The only place that does.
 */
export function readConfig(): Config {
  const own = vscode.workspace.getConfiguration('codexChat');
  const http = vscode.workspace.getConfiguration('http');
  const oneOf = <T extends string>(key: string, values: readonly [T, ...T[]]): T =>
    values.find((value) => value === own.get(key)) ?? values[0];
  return {
    codexPath: toText(own.get('codexPath')),
    codexHome: toText(own.get('codexHome')),
    environment: toTexts(own.get('environment')),
    wireLogFile: toText(own.get('wireLogFile')),
    approvalsModal: oneOf('approvals.modal', ['whenHidden', 'always', 'never']),
    notifications: oneOf('notifications', ['whenHidden', 'whenUnfocused', 'off']),
    notifyWhenFinished: oneOf('notifyWhenFinished', ['whenHidden', 'off']),
    diffAutoOpen: own.get('diff.autoOpen') === true,
    unsavedFiles: oneOf('unsavedFiles', ['ask', 'save', 'send']),
    followUp: oneOf('followUp', ['queue', 'steer']),
    sendWith: oneOf('composer.sendWith', ['enter', 'modifierEnter']),
    reviewCodeLens: own.get('review.codeLens') === true,
    httpProxy: toText(http.get('proxy')),
    noProxy: Object.values(toTexts(http.get('noProxy'))),
    proxyStrictSSL: http.get('proxyStrictSSL') !== false,
  };
}

/** The globs of the files that are not watched, or not shown, in a folder; `.git` and `node_modules` always are. */
export function readIgnoredGlobs(folder: vscode.Uri): string[] {
  const files = vscode.workspace.getConfiguration('files', folder);
  const enabled = (key: string): string[] =>
    Object.entries(files.get<Record<string, unknown>>(key) ?? {}).flatMap(([glob, on]) =>
      on === true ? [glob] : [],
    );
  return ['**/.git', '**/node_modules', ...enabled('watcherExclude'), ...enabled('exclude')];
}

/** Sets `codexChat.codexPath` for this user. */
export async function writeCodexPath(path: string): Promise<void> {
  await vscode.workspace
    .getConfiguration('codexChat')
    .update('codexPath', path, vscode.ConfigurationTarget.Global);
}

/** Sets `codexChat.unsavedFiles` for this user. */
export async function writeUnsavedFiles(value: Config['unsavedFiles']): Promise<void> {
  await vscode.workspace
    .getConfiguration('codexChat')
    .update('unsavedFiles', value, vscode.ConfigurationTarget.Global);
}

const serverSettings = [
  'codexChat.codexPath',
  'codexChat.codexHome',
  'codexChat.environment',
  'http.proxy',
  'http.noProxy',
];

/** Tells when a setting of ours or a proxy setting changed, and whether codex is started with it. */
export function onDidChangeConfig(listener: (isOfServer: boolean) => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration('codexChat') || event.affectsConfiguration('http'))
      listener(serverSettings.some((setting) => event.affectsConfiguration(setting)));
  });
}
