import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { repositoryRoot } from './cache.ts';
import { pinnedCodex } from './codexBinary.ts';
import { demoScript } from './demoScript.ts';
import { createSampleWorkspace } from './sampleWorkspace.ts';
import { startScriptedModel, writeCodexHome, type ModelScript, type ScriptedModel } from './scriptedModel.ts';
import { createTempDirs } from './tempDirs.ts';
import { startVsCodeServer, type VsCodeServer } from './vscodeServer.ts';
import type { VsCodeVersion } from './vscodePackage.ts';

export interface DemoOptions {
  /** Default: `latest`. */
  readonly version?: VsCodeVersion;
  /** What the model says; default: the demo's script. */
  readonly script?: ModelScript;
  /** The folder to open (absolute); default: a throw-away copy of the sample workspace. */
  readonly workspace?: string;
  /** Names of empty folders to make beside the sample workspace, and to open with it. */
  readonly furtherFolders?: readonly string[];
  /** The server's port; default: a free one. */
  readonly port?: number;
  /** The codex binary (absolute); default: the pinned one. */
  readonly codexPath?: string;
  /** The slug codex thinks it talks to; default: the newest one. */
  readonly modelSlug?: string;
  /** Uses the user's own codex home, login and models instead of a throw-away home with the scripted model. */
  readonly account?: boolean;
  /** Further machine settings. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Top-level lines of the throw-away home's `config.toml`; default: what makes patches and escalations ask. */
  readonly configToml?: string;
  /** Tables of the throw-away home's `config.toml`: MCP servers, features. */
  readonly configTables?: string;
  /** The extension's folder (absolute), or null when it is installed some other way; default: this repository. */
  readonly extensionPath?: string | null;
  /** An extensions folder prepared before (absolute); default: an empty one. */
  readonly extensionsDir?: string;
  /** Whether a new window opens the panel by itself; default true. */
  readonly showPanel?: boolean;
  /** Keeps Workspace Trust on; default false. */
  readonly trust?: boolean;
  /** Gets each line VS Code's server writes. */
  readonly onLog?: (line: string) => void;
}

export interface Demo {
  /** Opens VS Code on the workspace with the extension. */
  readonly url: string;
  readonly server: VsCodeServer;
  /** The scripted model; undefined with `account`. */
  readonly model: ScriptedModel | undefined;
  /** The throw-away codex home (absolute); undefined with `account`. */
  readonly codexHome: string | undefined;
  /** The opened folder (absolute). */
  readonly workspace: string;
  /** Ends all processes, then removes all throw-away folders. */
  stop(): Promise<void>;
}

const askingConfig = 'sandbox_mode = "read-only"\napproval_policy = "on-request"';

/** Makes folders beside `workspace` (absolute), and the workspace file of all of them. Returns the file's path. */
async function openTogether(workspace: string, names: readonly string[]): Promise<string> {
  const parent = path.dirname(workspace);
  await Promise.all(names.map((name) => mkdir(path.join(parent, name))));
  const folders = [path.basename(workspace), ...names].map((name) => ({ path: name }));
  const file = path.join(parent, 'several.code-workspace');
  await writeFile(file, JSON.stringify({ folders }));
  return file;
}

/**
 * Starts everything a person or a browser test needs to use the panel: VS Code's server with the extension, the
 * real codex behind it, the scripted model and a workspace. Throws, leaving nothing behind, when a part fails.
 */
export async function startDemo(options: DemoOptions = {}): Promise<Demo> {
  const dirs = createTempDirs();
  const model = options.account ? undefined : await startScriptedModel(options.script ?? demoScript);
  let server: VsCodeServer | undefined;
  const stop = async (): Promise<void> => {
    await server?.stop();
    await model?.close();
    await dirs.remove();
  };
  try {
    const codexHome = model && (await dirs.makeCodexHome());
    if (model && codexHome) {
      await writeCodexHome(codexHome, {
        port: model.port,
        extraToml: options.configToml ?? askingConfig,
        extraTables: options.configTables ?? '',
        ...(options.modelSlug && { model: options.modelSlug }),
      });
    }
    const workspace = options.workspace ?? path.join(await dirs.make('workspace'), 'hello-service');
    if (!options.workspace) {
      await mkdir(workspace);
      await createSampleWorkspace(workspace);
    }
    server = await startVsCodeServer({
      version: options.version ?? 'latest',
      root: await dirs.make('vscode'),
      showPanel: options.showPanel ?? true,
      settings: {
        'workbench.secondarySideBar.defaultVisibility': 'visible',
        'codexChat.codexPath': options.codexPath ?? pinnedCodex(),
        ...(codexHome && { 'codexChat.codexHome': codexHome }),
        ...options.settings,
      },
      ...(options.extensionsDir && { extensionsDir: options.extensionsDir }),
      ...(options.port !== undefined && { port: options.port }),
      ...(options.trust && { trust: true }),
      ...(options.onLog && { onLog: options.onLog }),
    });
    const extension = options.extensionPath === undefined ? repositoryRoot : options.extensionPath;
    const workspaceFile = options.furtherFolders && (await openTogether(workspace, options.furtherFolders));
    const url = server.url({
      folder: workspace,
      workspaceFile,
      ...(extension && { extensionDevelopmentPath: extension }),
    });
    return { url, server, model, codexHome, workspace, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
