import { constants } from 'node:fs';
import { access, open, readdir, realpath, stat } from 'node:fs/promises';
import os from 'node:os';
import { runProgram } from './runProgram.ts';
import type { ProgramResult, RunProgramOptions } from './runProgram.ts';

/** What a file is, as far as finding codex needs it. */
export interface FileInfo {
  readonly mtimeMs: number;
  readonly size: number;
  readonly isFile: boolean;
  /** Windows has no such bit: true there. */
  readonly isExecutable: boolean;
}

/** Everything of the machine that finding codex touches, so that tests can be another machine. */
export interface LocateHost {
  readonly platform: NodeJS.Platform;
  readonly arch: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly homedir: string;
  /** Follows links; undefined: no such file, or not ours to see. */
  stat(path: string): Promise<FileInfo | undefined>;
  realpath(path: string): Promise<string | undefined>;
  /** The names in a folder; empty when there is none. */
  list(path: string): Promise<readonly string[]>;
  /** The first `maxBytes` of a file as UTF-8; empty when it cannot be read. */
  readStart(path: string, maxBytes: number): Promise<string>;
  run(file: string, args: readonly string[], options: RunProgramOptions): Promise<ProgramResult>;
}

/** This machine. */
export function createLocateHost(): LocateHost {
  return {
    platform: process.platform,
    arch: process.arch,
    env: process.env,
    homedir: os.homedir(),
    stat: async (path) => {
      const info = await stat(path).catch(() => undefined);
      if (!info) return undefined;
      const isExecutable = await access(path, constants.X_OK).then(
        () => true,
        () => false,
      );
      return { mtimeMs: info.mtimeMs, size: info.size, isFile: info.isFile(), isExecutable };
    },
    realpath: (path) => realpath(path).catch(() => undefined),
    list: (path) => readdir(path).catch(() => []),
    readStart: async (path, maxBytes) => {
      const file = await open(path).catch(() => undefined);
      if (!file) return '';
      try {
        const { buffer, bytesRead } = await file.read(Buffer.alloc(maxBytes), 0, maxBytes, 0);
        return buffer.toString('utf8', 0, bytesRead);
      } catch {
        return '';
      } finally {
        await file.close();
      }
    },
    run: runProgram,
  };
}
