import assert from 'node:assert/strict';
import { resolveShim } from '../../../src/codex/resolveShim.ts';
import { createFakeHost } from './fakeHost.ts';
import type { FakeFile } from './fakeHost.ts';

const linux = 'vendor/x86_64-unknown-linux-musl';
const windows = 'vendor\\x86_64-pc-windows-msvc';
const script = { text: '#!/usr/bin/env node' };

interface Case {
  readonly name: string;
  readonly file: string;
  readonly files: Record<string, FakeFile>;
  readonly host?: Parameters<typeof createFakeHost>[1];
  readonly expected: string;
}

const cases: readonly Case[] = [
  {
    name: 'a native binary is what it is',
    file: '/bin/codex',
    files: { '/bin/codex': {} },
    expected: '/bin/codex',
  },
  {
    name: 'npm, the platform package beside it',
    file: '/usr/bin/codex',
    files: {
      '/usr/bin/codex': { link: '/usr/lib/node_modules/@openai/codex/bin/codex.js' },
      '/usr/lib/node_modules/@openai/codex/bin/codex.js': script,
      [`/usr/lib/node_modules/@openai/codex-linux-x64/${linux}/bin/codex`]: {},
    },
    expected: `/usr/lib/node_modules/@openai/codex-linux-x64/${linux}/bin/codex`,
  },
  {
    name: 'npm, the platform package nested in it, which wins',
    file: '/usr/bin/codex',
    files: {
      '/usr/bin/codex': { link: '/usr/lib/node_modules/@openai/codex/bin/codex.js' },
      '/usr/lib/node_modules/@openai/codex/bin/codex.js': script,
      [`/usr/lib/node_modules/@openai/codex-linux-x64/${linux}/bin/codex`]: {},
      [`/usr/lib/node_modules/@openai/codex/node_modules/@openai/codex-linux-x64/${linux}/bin/codex`]: {},
    },
    expected: `/usr/lib/node_modules/@openai/codex/node_modules/@openai/codex-linux-x64/${linux}/bin/codex`,
  },
  {
    name: 'npm, the binary in the package itself, as older releases had it',
    file: '/usr/bin/codex',
    files: {
      '/usr/bin/codex': { link: '/usr/lib/node_modules/@openai/codex/bin/codex.js' },
      '/usr/lib/node_modules/@openai/codex/bin/codex.js': script,
      [`/usr/lib/node_modules/@openai/codex/${linux}/codex/codex`]: {},
    },
    expected: `/usr/lib/node_modules/@openai/codex/${linux}/codex/codex`,
  },
  {
    name: "pnpm's script",
    file: '/pnpm/codex',
    files: {
      '/pnpm/codex': { text: 'exec node  "$basedir/global/5/node_modules/@openai/codex/bin/codex.js" "$@"' },
      '/pnpm/global/5/node_modules/@openai/codex': { link: '/pnpm/store/node_modules/@openai/codex' },
      '/pnpm/store/node_modules/@openai/codex/bin/codex.js': script,
      [`/pnpm/store/node_modules/@openai/codex-linux-x64/${linux}/bin/codex`]: {},
    },
    expected: `/pnpm/store/node_modules/@openai/codex-linux-x64/${linux}/bin/codex`,
  },
  {
    name: 'Volta',
    file: '/home/me/.volta/bin/codex',
    files: {
      '/home/me/.volta/bin/codex': { link: '/home/me/.volta/bin/volta-shim' },
      '/home/me/.volta/bin/volta-shim': {},
      [`/home/me/.volta/tools/image/packages/@openai/codex/lib/node_modules/@openai/codex-linux-x64/${linux}/bin/codex`]:
        {},
    },
    expected: `/home/me/.volta/tools/image/packages/@openai/codex/lib/node_modules/@openai/codex-linux-x64/${linux}/bin/codex`,
  },
  {
    name: 'a shim of mise runs as it is',
    file: '/home/me/.local/share/mise/shims/codex',
    files: {
      '/home/me/.local/share/mise/shims/codex': { link: '/usr/bin/mise' },
      '/usr/bin/mise': {},
    },
    expected: '/home/me/.local/share/mise/shims/codex',
  },
  {
    name: 'a shim of asdf runs as it is',
    file: '/home/me/.asdf/shims/codex',
    files: { '/home/me/.asdf/shims/codex': { text: '#!/usr/bin/env bash\nexec asdf exec "codex" "$@"' } },
    expected: '/home/me/.asdf/shims/codex',
  },
  {
    name: 'a script without its binary runs as it is, and says what is wrong',
    file: '/usr/bin/codex',
    files: {
      '/usr/bin/codex': { link: '/usr/lib/node_modules/@openai/codex/bin/codex.js' },
      '/usr/lib/node_modules/@openai/codex/bin/codex.js': script,
    },
    expected: '/usr/bin/codex',
  },
  {
    name: 'macOS on ARM takes the binary for x64 if it has no other',
    file: '/usr/local/bin/codex',
    host: { platform: 'darwin', arch: 'arm64' },
    files: {
      '/usr/local/bin/codex': { link: '/usr/local/lib/node_modules/@openai/codex/bin/codex.js' },
      '/usr/local/lib/node_modules/@openai/codex/bin/codex.js': script,
      '/usr/local/lib/node_modules/@openai/codex-darwin-x64/vendor/x86_64-apple-darwin/bin/codex': {},
    },
    expected: '/usr/local/lib/node_modules/@openai/codex-darwin-x64/vendor/x86_64-apple-darwin/bin/codex',
  },
  {
    name: "Windows: npm's batch file",
    file: 'C:\\npm\\codex.cmd',
    host: { platform: 'win32' },
    files: {
      'C:\\npm\\codex.cmd': {
        text: '@ECHO off\r\nCALL :find_dp0\r\n"%_prog%"  "%dp0%\\node_modules\\@openai\\codex\\bin\\codex.js" %*\r\n',
      },
      [`C:\\npm\\node_modules\\@openai\\codex-win32-x64\\${windows}\\bin\\codex.exe`]: {},
    },
    expected: `C:\\npm\\node_modules\\@openai\\codex-win32-x64\\${windows}\\bin\\codex.exe`,
  },
  {
    name: 'Windows: a batch file in node_modules/.bin',
    file: 'C:\\x\\node_modules\\.bin\\codex.cmd',
    host: { platform: 'win32' },
    files: {
      'C:\\x\\node_modules\\.bin\\codex.cmd': {
        text: '@"%~dp0\\node.exe"  "%~dp0\\..\\@openai\\codex\\bin\\codex.js" %*',
      },
      [`C:\\x\\node_modules\\@openai\\codex-win32-x64\\${windows}\\bin\\codex.exe`]: {},
    },
    expected: `C:\\x\\node_modules\\@openai\\codex-win32-x64\\${windows}\\bin\\codex.exe`,
  },
  {
    name: "Windows: Volta's shim",
    file: 'C:\\Users\\me\\AppData\\Local\\Volta\\bin\\codex.exe',
    host: { platform: 'win32' },
    files: {
      'C:\\Users\\me\\AppData\\Local\\Volta\\bin\\codex.exe': {},
      [`C:\\Users\\me\\AppData\\Local\\Volta\\tools\\image\\packages\\@openai\\codex\\node_modules\\@openai\\codex-win32-x64\\${windows}\\bin\\codex.exe`]:
        {},
    },
    expected: `C:\\Users\\me\\AppData\\Local\\Volta\\tools\\image\\packages\\@openai\\codex\\node_modules\\@openai\\codex-win32-x64\\${windows}\\bin\\codex.exe`,
  },
];

describe('resolveShim', () => {
  for (const { name, file, files, host, expected } of cases)
    it(name, async () => assert.equal(await resolveShim(createFakeHost(files, host), file), expected));
});
