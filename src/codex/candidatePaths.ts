import path from 'node:path';
import type { LocateHost } from './locateHost.ts';

/** The names that codex has on a platform, the best first. */
function namesOn(platform: NodeJS.Platform): readonly string[] {
  return platform === 'win32' ? ['codex.exe', 'codex.cmd', 'codex.bat'] : ['codex'];
}

/**
 * The folders of a PATH. Relative ones (`.`, `node_modules/.bin`, an empty entry) are left out: they mean the folder
 * one happens to be in, which may be the workspace.
 */
export function pathFolders(pathVariable: string, platform: NodeJS.Platform): readonly string[] {
  const { delimiter, isAbsolute } = platform === 'win32' ? path.win32 : path.posix;
  return pathVariable
    .split(delimiter)
    .map((folder) => folder.trim().replace(/^"(.*)"$/, '$1'))
    .filter((folder) => isAbsolute(folder));
}

/** The value of an environment variable; Windows does not tell upper from lower case. */
function variable(host: LocateHost, name: string): string | undefined {
  if (host.platform !== 'win32') return host.env[name] || undefined;
  const found = Object.keys(host.env).find((key) => key.toUpperCase() === name.toUpperCase());
  return (found && host.env[found]) || undefined;
}

/** The prefix that `~/.npmrc` sets for global packages. npm itself is not asked: it would read the workspace's too. */
async function npmPrefix(host: LocateHost): Promise<string | undefined> {
  const { join, isAbsolute } = host.platform === 'win32' ? path.win32 : path.posix;
  const fromEnv = variable(host, 'npm_config_prefix');
  const text = fromEnv ? '' : await host.readStart(join(host.homedir, '.npmrc'), 64 * 1024);
  const value = fromEnv ?? /^\s*prefix\s*=\s*"?([^"\r\n]+?)"?\s*$/m.exec(text)?.[1];
  const expanded = value?.replace(/^(~|\$\{HOME\})(?=[\\/]|$)/, () => host.homedir);
  return expanded && isAbsolute(expanded) ? expanded : undefined;
}

/** `parent`/*`/child` for every version in `parent`, the newest first. */
async function perVersion(host: LocateHost, parent: string, child: string): Promise<string[]> {
  const { join } = host.platform === 'win32' ? path.win32 : path.posix;
  const versions = [...(await host.list(parent))].sort((a, b) => b.localeCompare(a, 'en', { numeric: true }));
  return versions.map((version) => join(parent, version, child));
}

async function windowsFolders(host: LocateHost): Promise<readonly (string | undefined)[]> {
  const { join } = path.win32;
  const home = host.homedir;
  const roaming = variable(host, 'APPDATA') ?? join(home, 'AppData', 'Roaming');
  const local = variable(host, 'LOCALAPPDATA') ?? join(home, 'AppData', 'Local');
  return [
    await npmPrefix(host),
    join(roaming, 'npm'),
    variable(host, 'PNPM_HOME'),
    join(local, 'pnpm'),
    join(local, 'Microsoft', 'WinGet', 'Links'),
    join(home, 'scoop', 'shims'),
    join(variable(host, 'ProgramData') ?? 'C:\\ProgramData', 'scoop', 'shims'),
    join(home, '.bun', 'bin'),
    join(variable(host, 'VOLTA_HOME') ?? join(local, 'Volta'), 'bin'),
    variable(host, 'NVM_SYMLINK'),
    ...(await perVersion(host, join(roaming, 'fnm', 'node-versions'), 'installation')),
    join(local, 'mise', 'shims'),
    join(home, '.local', 'bin'),
    join(home, '.cargo', 'bin'),
    join(variable(host, 'ProgramFiles') ?? 'C:\\Program Files', 'nodejs'),
  ];
}

async function posixFolders(host: LocateHost): Promise<readonly (string | undefined)[]> {
  const { join } = path.posix;
  const home = host.homedir;
  const data = variable(host, 'XDG_DATA_HOME') ?? join(home, '.local', 'share');
  const isMac = host.platform === 'darwin';
  const support = join(home, 'Library', 'Application Support');
  const prefix = await npmPrefix(host);
  const nvm = variable(host, 'NVM_DIR') ?? join(home, '.nvm');
  const fnm = variable(host, 'FNM_DIR') ?? join(isMac ? support : data, 'fnm');
  const asdf = variable(host, 'ASDF_DATA_DIR') ?? join(home, '.asdf');
  const mise = variable(host, 'MISE_DATA_DIR') ?? join(data, 'mise');
  return [
    join(home, '.local', 'bin'),
    prefix && join(prefix, 'bin'),
    join(home, '.npm-global', 'bin'),
    ...(isMac ? ['/opt/homebrew/bin'] : []),
    '/usr/local/bin',
    ...(isMac ? [] : ['/home/linuxbrew/.linuxbrew/bin', join(home, '.linuxbrew', 'bin')]),
    join(variable(host, 'BUN_INSTALL') ?? join(home, '.bun'), 'bin'),
    join(variable(host, 'VOLTA_HOME') ?? join(home, '.volta'), 'bin'),
    variable(host, 'PNPM_HOME') ?? (isMac ? join(home, 'Library', 'pnpm') : join(data, 'pnpm')),
    ...(await perVersion(host, join(nvm, 'versions', 'node'), 'bin')),
    ...(await perVersion(host, join(fnm, 'node-versions'), join('installation', 'bin'))),
    ...(await perVersion(host, join(mise, 'installs', 'node'), 'bin')),
    join(mise, 'shims'),
    ...(await perVersion(host, join(asdf, 'installs', 'nodejs'), 'bin')),
    join(asdf, 'shims'),
    join(home, '.cargo', 'bin'),
    '/usr/bin',
  ];
}

/**
 * Where codex may be, in the order to look: the given folders (of PATH), then the usual places of package and
 * version managers. Absolute paths without repetitions; whether there is anything is for the caller to see.
 */
export async function candidatePaths(host: LocateHost, first: readonly string[]): Promise<readonly string[]> {
  const { join, isAbsolute } = host.platform === 'win32' ? path.win32 : path.posix;
  const usual = await (host.platform === 'win32' ? windowsFolders(host) : posixFolders(host));
  const folders = [...first, ...usual].filter((folder) => folder !== undefined && isAbsolute(folder));
  const files = folders.flatMap((folder) => namesOn(host.platform).map((name) => join(folder ?? '', name)));
  return [...new Set(files)];
}
