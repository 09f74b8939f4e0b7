import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { endProcessTree } from './processTree.ts';
import { createShowPanelExtension } from './showPanelExtension.ts';
import { bringVsCode, type VsCodePackage, type VsCodeVersion } from './vscodePackage.ts';

export interface VsCodeServerOptions {
  readonly version: VsCodeVersion;
  /** An empty folder of our own (absolute): settings, extensions, state and logs of this server go below it. */
  readonly root: string;
  /** Where extensions are installed; default: a folder below `root`. */
  readonly extensionsDir?: string;
  /** Written to the machine settings before the start. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Keeps Workspace Trust on, so that a new folder opens in restricted mode; default false: all is trusted. */
  readonly trust?: boolean;
  /** Every new window opens the chat panel by itself; without it a first window shows VS Code's own chat. */
  readonly showPanel?: boolean;
  /** Added to this process's environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** Default: a free port which the system picks. */
  readonly port?: number;
  /** Gets each line the server and its extension host write. */
  readonly onLog?: (line: string) => void;
}

export interface WorkbenchUrl {
  /** The folder VS Code opens (absolute); left out: an empty window. */
  readonly folder?: string;
  /** A `.code-workspace` file to open instead of a folder (absolute). */
  readonly workspaceFile?: string | undefined;
  /** An extension to run from its folder (absolute). */
  readonly extensionDevelopmentPath?: string;
  /** A module (absolute path) whose `run()` is called inside the extension host. */
  readonly extensionTestsPath?: string;
  /** Further `[name, value]` entries of the workbench's payload. */
  readonly extraPayload?: readonly (readonly [string, string])[];
}

export interface VsCodeServer {
  readonly port: number;
  /** The server's data folder; the machine settings are in `u/Machine/settings.json` below it. */
  readonly dataDir: string;
  /** The address which opens a VS Code window in a browser. */
  url(options: WorkbenchUrl): string;
  /** Replaces the machine settings; open windows follow by themselves. */
  writeSettings(settings: Readonly<Record<string, unknown>>): Promise<void>;
  /** Ends the server with everything it started and resolves when all of it is gone. */
  stop(): Promise<void>;
}

const startDeadlineMs = 60_000;

/** A window without advertisements, welcome pages, updates and network lookups. */
export const quietSettings: Readonly<Record<string, unknown>> = {
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'git.openRepositoryInParentFolders': 'never',
  'security.workspace.trust.untrustedFiles': 'open',
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'window.commandCenter': false,
  'workbench.enableExperiments': false,
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

/**
 * Starts VS Code's own server on 127.0.0.1, bringing it from the npm registry if it is not in the cache yet.
 * Resolves when it serves windows; throws with its last output when it ends before or is not ready in a minute.
 * Who starts a server stops it.
 */
export async function startVsCodeServer(options: VsCodeServerOptions): Promise<VsCodeServer> {
  const vscode = await bringVsCode(options.version);
  const { root } = options;
  const writeSettings = async (settings: Readonly<Record<string, unknown>>): Promise<void> => {
    const machineDir = path.join(root, 'u', 'Machine');
    await mkdir(machineDir, { recursive: true });
    const text = JSON.stringify({ ...quietSettings, ...settings }, null, 2);
    await writeFile(path.join(machineDir, 'settings.json'), text);
  };
  await writeSettings(options.settings ?? {});
  if (options.showPanel) await createShowPanelExtension(extensionsDirOf(options));
  const child = spawnServer(vscode, options);
  endWithThisProcess(child);
  try {
    const port = await whenReady(child, options.onLog);
    const stop = (): Promise<void> => endProcessTree(child);
    return { port, dataDir: root, url: (target) => workbenchUrl(port, target), writeSettings, stop };
  } catch (error) {
    await endProcessTree(child);
    throw error;
  }
}

/** Installs a packed extension (absolute path) for servers started with the same `root` and `extensionsDir`. */
export async function installExtension(
  options: Pick<VsCodeServerOptions, 'version'> & Places,
  vsixPath: string,
): Promise<void> {
  const { node, serverDir } = await bringVsCode(options.version);
  const args = [...dataArguments(options), '--install-extension', vsixPath, '--force'];
  await promisify(execFile)(node, [serverMain(serverDir), ...args], { cwd: serverDir, windowsHide: true });
}

function serverMain(serverDir: string): string {
  return path.join(serverDir, 'out', 'server-main.js');
}

type Places = Pick<VsCodeServerOptions, 'root' | 'extensionsDir'>;

function extensionsDirOf({ root, extensionsDir }: Places): string {
  return extensionsDir ?? path.join(root, 'e');
}

function dataArguments(options: Places): string[] {
  const places = ['--server-data-dir', options.root, '--user-data-dir', path.join(options.root, 'u')];
  const extensions = ['--extensions-dir', extensionsDirOf(options)];
  return [...places, ...extensions, '--accept-server-license-terms', '--disable-telemetry'];
}

function spawnServer({ node, serverDir }: VsCodePackage, options: VsCodeServerOptions): ChildProcess {
  const listen = ['--host', '127.0.0.1', '--port', String(options.port ?? 0), '--without-connection-token'];
  const trust = options.trust ? [] : ['--disable-workspace-trust'];
  // Without the smoke test driver the server ignores extensionDevelopmentPath and extensionTestsPath.
  const args = [...listen, '--enable-smoke-test-driver', ...trust, ...dataArguments(options)];
  return spawn(node, [serverMain(serverDir), ...args], {
    cwd: serverDir,
    env: { ...withoutNodeOptions(process.env), ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
    // A group of its own: Ctrl+C in the terminal must not end it before its owner has tidied up.
    detached: process.platform !== 'win32',
  });
}

/** The last resort of a run which ends without stopping its server: the whole process group is killed. */
function endWithThisProcess(child: ChildProcess): void {
  const kill = (): void => {
    try {
      if (child.pid !== undefined)
        process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGKILL');
    } catch {
      // Nothing of the group is left.
    }
  };
  process.once('exit', kill);
  child.once('exit', () => process.off('exit', kill));
}

/** tsx hands its loader on through NODE_OPTIONS, and npm its settings: neither is meant for VS Code. */
function withoutNodeOptions(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => name !== 'NODE_OPTIONS' && !name.startsWith('npm_')),
  );
}

function whenReady(child: ChildProcess, onLog?: (line: string) => void): Promise<number> {
  return new Promise((resolve, reject) => {
    const last: string[] = [];
    let port = 0;
    const fail = (what: string): void => reject(new Error(`VS Code's server ${what}:\n${last.join('\n')}`));
    const deadline = setTimeout(() => fail('is not ready in time'), startDeadlineMs);
    const readLine = (line: string): void => {
      onLog?.(line);
      last.push(line);
      if (last.length > 40) last.shift();
      port = Number(/^Extension host agent listening on (\d+)/.exec(line)?.[1] ?? port);
      if (!line.includes('Extension host agent started') || port === 0) return;
      clearTimeout(deadline);
      resolve(port);
    };
    for (const stream of [child.stdout, child.stderr]) {
      if (stream) createInterface({ input: stream }).on('line', readLine);
    }
    child.once('error', reject).once('exit', (code) => {
      clearTimeout(deadline);
      fail(`ended with exit code ${code} before it was ready`);
    });
  });
}

function workbenchUrl(port: number, target: WorkbenchUrl): string {
  const remote = (file: string): string => `vscode-remote://127.0.0.1:${port}${pathToFileURL(file).pathname}`;
  const payload: (readonly [string, string])[] = [['skipWelcome', 'true']];
  const { extensionDevelopmentPath, extensionTestsPath } = target;
  if (extensionDevelopmentPath) payload.push(['extensionDevelopmentPath', remote(extensionDevelopmentPath)]);
  if (extensionTestsPath) payload.push(['extensionTestsPath', remote(extensionTestsPath)]);
  const url = new URL(`http://127.0.0.1:${port}/`);
  const { workspaceFile } = target;
  if (workspaceFile) url.searchParams.set('workspace', decodeURI(pathToFileURL(workspaceFile).pathname));
  else if (target.folder) url.searchParams.set('folder', decodeURI(pathToFileURL(target.folder).pathname));
  url.searchParams.set('payload', JSON.stringify([...payload, ...(target.extraPayload ?? [])]));
  return url.href;
}
