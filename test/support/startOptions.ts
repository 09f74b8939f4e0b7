import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';

export interface StartOptions {
  readonly help: boolean;
  readonly account: boolean;
  readonly workspace?: string;
  readonly port?: number;
  readonly codexPath?: string;
  readonly screenshot?: string;
}

export const startUsage = `Usage: npm start -- [options]

Opens VS Code in a browser with the Codex Chat panel, a sample project and a scripted model:
no account, no VS Code and no browser download are needed. Ctrl+C ends it and removes everything it made.

  --workspace DIR    open this folder instead of the sample project
  --port N           serve VS Code on this port instead of a free one
  --codex PATH       use this codex instead of the pinned one
  --account          use your own codex login and models instead of the scripted model
  --screenshot FILE  use the panel by itself, write a picture of the window to FILE, and end
  --help             show this text
`;

/**
 * Reads the command line of `npm start`; paths become absolute. Throws an Error whose message can be shown as it
 * is, for an unknown option, a missing value, a folder or file that does not exist, or a bad port.
 */
export function readStartOptions(args: readonly string[], cwd = process.cwd()): StartOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      help: { type: 'boolean', short: 'h', default: false },
      account: { type: 'boolean', default: false },
      workspace: { type: 'string' },
      port: { type: 'string' },
      codex: { type: 'string' },
      screenshot: { type: 'string' },
    },
  });
  const workspace =
    values.workspace === undefined ? undefined : existing('--workspace', values.workspace, cwd);
  if (workspace && !statSync(workspace).isDirectory())
    throw new Error(`--workspace is not a folder: ${workspace}`);
  const codexPath = values.codex === undefined ? undefined : existing('--codex', values.codex, cwd);
  if (values.screenshot !== undefined && (values.account || workspace)) {
    throw new Error('--screenshot shows the sample project: it goes with neither --account nor --workspace.');
  }
  return {
    help: values.help,
    account: values.account,
    ...(workspace && { workspace }),
    ...(values.port !== undefined && { port: toPort(values.port) }),
    ...(codexPath && { codexPath }),
    ...(values.screenshot !== undefined && { screenshot: path.resolve(cwd, values.screenshot) }),
  };
}

function existing(option: string, value: string, cwd: string): string {
  const resolved = path.resolve(cwd, value);
  if (!existsSync(resolved)) throw new Error(`${option}: there is no ${resolved}`);
  return resolved;
}

function toPort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port >= 1 && port <= 65_535) return port;
  throw new Error(`--port is not a port number (1 to 65535): ${text}`);
}
