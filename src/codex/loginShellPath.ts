import type { LocateHost } from './locateHost.ts';

const mark = '__codex_chat_path__';
const timeoutMs = 5000;

/** The arguments that make a login shell run one command with all the startup files a terminal would read. */
function shellArgs(shell: string, command: string): readonly string[] {
  // csh and tcsh accept -l only as the sole option.
  if (/(^|\/)t?csh$/.test(shell)) return ['-ic', command];
  return ['-i', '-l', '-c', command];
}

/** Takes the PATH out of a shell's output, whatever its startup files printed around it. */
export function parseMarkedPath(stdout: string): string | undefined {
  const start = stdout.indexOf(mark);
  const end = stdout.indexOf(mark, start + mark.length);
  if (start === -1 || end === -1) return undefined;
  return stdout.slice(start + mark.length, end) || undefined;
}

/**
 * The PATH of the user's terminal. A VS Code that was not started from one has a shorter PATH, without what nvm and
 * its like add. Asks `$SHELL` within 5 s; undefined when it does not tell, and on Windows, which has no such thing.
 */
export async function loginShellPath(host: LocateHost): Promise<string | undefined> {
  if (host.platform === 'win32') return undefined;
  const shell = host.env['SHELL'] || (host.platform === 'darwin' ? '/bin/zsh' : '/bin/sh');
  // sh prints it, since shells differ in how they join and print a PATH.
  const command = `/bin/sh -c 'printf ${mark}%s${mark} "$PATH"'`;
  const result = await host.run(shell, shellArgs(shell, command), {
    timeoutMs,
    cwd: host.homedir,
    // Startup files that start other programs look at this variable to stay quiet.
    env: { ...host.env, VSCODE_RESOLVING_ENVIRONMENT: '1' },
  });
  return result.kind === 'exited' ? parseMarkedPath(result.stdout) : undefined;
}
