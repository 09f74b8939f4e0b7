import path from 'node:path';
import { candidatePaths, pathFolders } from './candidatePaths.ts';
import {
  compareVersions,
  minimumCodexVersion,
  parseCodexVersion,
  testedCodexVersion,
} from './codexVersion.ts';
import type { FileInfo, LocateHost } from './locateHost.ts';
import { loginShellPath } from './loginShellPath.ts';
import { resolveShim } from './resolveShim.ts';

/** What looking for codex came to. */
export type LocateResult =
  | {
      readonly kind: 'found';
      /** Absolute: a native binary, or a shim that could not be resolved. */
      readonly path: string;
      readonly version: string;
      readonly newerThanTested: boolean;
    }
  /** `searched`: the files looked for. `ignored`: those there are, but inside the workspace. */
  | { readonly kind: 'notFound'; readonly searched: readonly string[]; readonly ignored: readonly string[] }
  | { readonly kind: 'tooOld'; readonly path: string; readonly version: string; readonly minimum: string }
  | { readonly kind: 'invalid'; readonly path: string; readonly reason: string };

type Checked = Extract<LocateResult, { kind: 'found' | 'tooOld' }>;

export interface LocateOptions {
  /** The setting; empty: look for codex. A leading `~` is the home folder. */
  readonly codexPath: string;
  /** Absolute paths of the opened folders: nothing in them is ever run, unless the setting names it. */
  readonly workspaceFolders: readonly string[];
}

/** Versions that outlive the window. A key names a file as it is: its path, when it changed, and its size. */
export interface VersionMemory {
  get(key: string): string | undefined;
  set(key: string, version: string): unknown;
}

const versionTimeoutMs = 10_000;
/** codex itself is larger. */
const minCodexBytes = 16 * 1024 * 1024;

/**
 * Finds codex: the setting alone if there is one; else the PATH of a login shell, the own PATH, then the usual
 * places. Files that are too old or do not run are passed over when a later one is good. Answers of `--version` are
 * remembered as long as the file stays the same; those of codex itself by `memory`, too.
 */
export class CodexLocator {
  private readonly versions = new Map<string, LocateResult>();

  constructor(
    private readonly host: LocateHost,
    private readonly memory?: VersionMemory,
  ) {}

  async locate({ codexPath, workspaceFolders }: LocateOptions): Promise<LocateResult> {
    if (codexPath) return this.checkSetting(codexPath);
    const { host } = this;
    const ownPath = Object.entries(host.env).find(([name]) => name.toUpperCase() === 'PATH')?.[1] ?? '';
    const paths = [await loginShellPath(host), ownPath].filter((value) => value !== undefined);
    const first = paths.flatMap((value) => pathFolders(value, host.platform));
    const searched = await candidatePaths(host, first);
    const roots = await this.workspaceRoots(workspaceFolders);
    const ignored: string[] = [];
    const seen = new Set<string>();
    let problem: LocateResult | undefined;
    for (const candidate of searched) {
      const info = await host.stat(candidate);
      if (!info?.isFile || !info.isExecutable) continue;
      const native = await resolveShim(host, candidate);
      if (seen.has(native)) continue;
      seen.add(native);
      if (await this.isBelow([candidate, native], roots)) {
        ignored.push(candidate);
        continue;
      }
      const result = await this.check(native);
      if (result.kind === 'found') return result;
      problem ??= result;
    }
    return problem ?? { kind: 'notFound', searched, ignored };
  }

  private async checkSetting(setting: string): Promise<LocateResult> {
    const { host } = this;
    const { isAbsolute, join } = host.platform === 'win32' ? path.win32 : path.posix;
    const file = /^~(?=[\\/])/.test(setting) ? join(host.homedir, setting.slice(2)) : setting;
    const invalid = (reason: string): LocateResult => ({
      kind: 'invalid',
      path: file,
      reason: `The setting codexChat.codexPath ${reason}`,
    });
    if (!isAbsolute(file)) return invalid('must be an absolute path.');
    const info = await host.stat(file);
    if (!info) return invalid('names a file that does not exist.');
    if (!info.isFile) return invalid('must name the codex program, not a folder.');
    if (!info.isExecutable) return invalid('names a file that is not executable.');
    const result = await this.check(await resolveShim(host, file));
    return result.kind === 'invalid' ? invalid(`names a file that is not codex. ${result.reason}`) : result;
  }

  private async check(file: string): Promise<LocateResult> {
    const { host } = this;
    const info = await host.stat(file);
    const key = [file, info?.mtimeMs, info?.size].join('\0');
    const known = this.versions.get(key);
    if (known) return known;
    const memory = (await this.isCodexItself(file, info)) ? this.memory : undefined;
    const remembered = memory?.get(key);
    if (remembered !== undefined) return fromVersion(file, remembered);
    const result = toLocateResult(
      file,
      // Not in the workspace: version managers' shims let the current folder choose what they run.
      await host.run(file, ['--version'], { timeoutMs: versionTimeoutMs, cwd: host.homedir, env: host.env }),
    );
    // What did not run may run the next time: a busy machine, a missing library.
    if (result.kind === 'invalid') return result;
    this.versions.set(key, result);
    memory?.set(key, result.version);
    return result;
  }

  /** A version manager's shim, a small file or a link to the manager, may start another codex tomorrow. */
  private async isCodexItself(file: string, info: FileInfo | undefined): Promise<boolean> {
    const { basename } = this.host.platform === 'win32' ? path.win32 : path.posix;
    if (!info || info.size < minCodexBytes) return false;
    return /^codex/i.test(basename((await this.host.realpath(file)) ?? file));
  }

  private async workspaceRoots(folders: readonly string[]): Promise<readonly string[]> {
    const real = await Promise.all(folders.map((folder) => this.host.realpath(folder)));
    return [...folders, ...real].filter((folder) => folder !== undefined);
  }

  /** Whether any of the files, as written or behind links, lies in one of the folders. */
  private async isBelow(files: readonly string[], folders: readonly string[]): Promise<boolean> {
    const { relative, isAbsolute, sep } = this.host.platform === 'win32' ? path.win32 : path.posix;
    const fold = (text: string): string => (this.host.platform === 'linux' ? text : text.toLowerCase());
    const real = await Promise.all(files.map((file) => this.host.realpath(file)));
    const all = [...files, ...real].filter((file) => file !== undefined);
    return folders.some((folder) =>
      all.some((file) => {
        const way = relative(fold(folder), fold(file));
        return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
      }),
    );
  }
}

function toLocateResult(
  file: string,
  result: Awaited<ReturnType<LocateHost['run']>>,
): Checked | Extract<LocateResult, { kind: 'invalid' }> {
  if (result.kind === 'failed') return { kind: 'invalid', path: file, reason: result.message };
  const version = result.code === 0 ? parseCodexVersion(result.stdout) : undefined;
  if (version !== undefined) return fromVersion(file, version);
  const said = (result.stderr || result.stdout).trim().slice(0, 300);
  const reason = `"--version" ended with code ${String(result.code)}${said ? `: ${said}` : ''}`;
  return { kind: 'invalid', path: file, reason };
}

function fromVersion(file: string, version: string): Checked {
  if (compareVersions(version, minimumCodexVersion) < 0)
    return { kind: 'tooOld', path: file, version, minimum: minimumCodexVersion };
  const newerThanTested = compareVersions(version, testedCodexVersion) > 0;
  return { kind: 'found', path: file, version, newerThanTested };
}
