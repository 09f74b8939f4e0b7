import path from 'node:path';

export interface ServerEnvironmentOptions {
  /** The environment of this process. */
  readonly base: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly homedir: string;
  /** The setting; empty: codex uses what the environment says, or its own default. A leading `~` is the home folder. */
  readonly codexHome: string;
  /** The setting with further variables. They win over everything else. */
  readonly variables: Readonly<Record<string, string>>;
  /** VS Code's own settings `http.proxy`, `http.noProxy` and `http.proxyStrictSSL`. */
  readonly httpProxy: string;
  readonly noProxy: readonly string[];
  readonly proxyStrictSSL: boolean;
}

export interface ServerEnvironment {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What the user should be able to find in the log. No values: they may hold passwords. */
  readonly notes: readonly string[];
}

/**
 * The environment of the server: this process's, `CODEX_HOME` if set, VS Code's proxy where the user has not set
 * one in the environment (in either case of letters), and the user's variables. `HOME` stays what it is, since codex
 * and what it runs must see the user's own configuration.
 */
export function serverEnvironment(options: ServerEnvironmentOptions): ServerEnvironment {
  const { base, platform, homedir, codexHome, variables, httpProxy, noProxy, proxyStrictSSL } = options;
  const isWindows = platform === 'win32';
  const env: Record<string, string | undefined> = { ...base };
  const set = (name: string, value: string): void => {
    // Windows takes names that differ in case for one variable: only one of them may be handed over.
    if (isWindows)
      for (const key of Object.keys(env)) if (key.toUpperCase() === name.toUpperCase()) delete env[key];
    env[name] = value;
  };
  const isSet = (...names: string[]): boolean =>
    [...Object.entries(env), ...Object.entries(variables)].some(
      ([key, value]) => value && names.includes(key.toUpperCase()),
    );

  const notes: string[] = [];
  if (httpProxy) {
    const names = ['HTTP_PROXY', 'HTTPS_PROXY'].filter((name) => !isSet(name, 'ALL_PROXY'));
    for (const name of names) set(name, httpProxy);
    if (names.length > 0) notes.push(`${names.join(' and ')} taken from the setting http.proxy.`);
  }
  if (noProxy.length > 0 && !isSet('NO_PROXY')) {
    set('NO_PROXY', noProxy.join(','));
    notes.push('NO_PROXY taken from the setting http.noProxy.');
  }
  if (!proxyStrictSSL)
    notes.push(
      'The setting http.proxyStrictSSL is off, but codex always verifies certificates: ' +
        'name the certificate of your proxy in CODEX_CA_CERTIFICATE (setting codexChat.environment).',
    );
  if (codexHome) set('CODEX_HOME', expandHome(codexHome, homedir, platform));
  for (const [name, value] of Object.entries(variables)) set(name, value);
  return { env, notes };
}

function expandHome(folder: string, homedir: string, platform: NodeJS.Platform): string {
  const { join } = platform === 'win32' ? path.win32 : path.posix;
  return /^~(?=$|[\\/])/.test(folder) ? join(homedir, folder.slice(1)) : folder;
}
