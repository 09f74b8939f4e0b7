import * as vscode from 'vscode';

/**
 * Creates the extension's one output channel. trace: wire lines; debug: lifecycle; info: what the user did; warn:
 * dropped or unknown; error: a bug. Prompts, code and tokens appear at trace only.
 */
export function createLog(): vscode.LogOutputChannel {
  return vscode.window.createOutputChannel('Codex Chat Panel', { log: true });
}
