import path from 'node:path';
import type { LocateHost } from '../../../src/codex/locateHost.ts';
import type { ProgramResult } from '../../../src/codex/runProgram.ts';

/** A file of an invented machine. */
export interface FakeFile {
  /** What `--version` prints; without it the program does not run. */
  readonly version?: string;
  readonly link?: string;
  readonly text?: string;
  readonly notExecutable?: boolean;
  readonly mtimeMs?: number;
}

export interface FakeHost extends LocateHost {
  readonly files: Record<string, FakeFile>;
  /** The programs that were run, with their arguments. */
  readonly runs: string[][];
}

/** An invented machine, for finding codex on systems that the tests do not run on. */
export function createFakeHost(
  files: Record<string, FakeFile>,
  options: Partial<LocateHost> & { readonly shellPath?: string } = {},
): FakeHost {
  const platform = options.platform ?? 'linux';
  const { dirname, sep } = platform === 'win32' ? path.win32 : path.posix;
  const runs: string[][] = [];
  const follow = (name: string): string => {
    for (const [from, { link }] of Object.entries(files)) {
      if (link !== undefined && (name === from || name.startsWith(from + sep)))
        return follow(link + name.slice(from.length));
    }
    return name;
  };
  const exists = (name: string): boolean =>
    name in files || Object.keys(files).some((file) => file.startsWith(name + sep));
  const run = (file: string, args: readonly string[]): ProgramResult => {
    runs.push([file, ...args]);
    if (args.includes('--version')) {
      const version = files[follow(file)]?.version;
      if (version === undefined) return { kind: 'failed', message: 'spawn error' };
      return { kind: 'exited', code: 0, stdout: `codex-cli ${version}\n`, stderr: '' };
    }
    if (options.shellPath === undefined) return { kind: 'failed', message: 'no shell' };
    const mark = /__\w+__/.exec(args.join(' '))?.[0] ?? '';
    return { kind: 'exited', code: 0, stdout: `Welcome!\n${mark}${options.shellPath}${mark}`, stderr: '' };
  };
  return {
    files,
    runs,
    platform,
    arch: options.arch ?? 'x64',
    env: options.env ?? {},
    homedir: options.homedir ?? '/home/me',
    stat: (name) => {
      const real = follow(name);
      const file = files[real];
      if (!exists(real)) return Promise.resolve(undefined);
      return Promise.resolve({
        mtimeMs: file?.mtimeMs ?? 1,
        size: file?.text?.length ?? 200_000_000,
        isFile: file !== undefined,
        isExecutable: !file?.notExecutable,
      });
    },
    realpath: (name) => {
      const real = follow(name);
      return Promise.resolve(exists(real) ? real : undefined);
    },
    list: (folder) => {
      const below = Object.keys(files).filter((file) => file.startsWith(folder + sep));
      return Promise.resolve([
        ...new Set(below.map((file) => file.slice(folder.length + 1).split(sep)[0] ?? dirname(file))),
      ]);
    },
    readStart: (name, maxBytes) => Promise.resolve((files[follow(name)]?.text ?? '').slice(0, maxBytes)),
    run: (file, args) => Promise.resolve(run(file, args)),
  };
}
