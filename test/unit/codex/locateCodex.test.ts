import assert from 'node:assert/strict';
import { CodexLocator } from '../../../src/codex/locateCodex.ts';
import type { LocateOptions, LocateResult } from '../../../src/codex/locateCodex.ts';
import { createFakeHost } from './fakeHost.ts';
import type { FakeFile } from './fakeHost.ts';

interface Case {
  readonly name: string;
  readonly files: Record<string, FakeFile>;
  readonly host?: Parameters<typeof createFakeHost>[1];
  readonly options?: Partial<LocateOptions>;
  readonly expected: Partial<LocateResult>;
}

const good = { version: '0.169.0' };
const found = (path: string, version = '0.169.0', newerThanTested = false): Partial<LocateResult> => ({
  kind: 'found',
  path,
  version,
  newerThanTested,
});
const windows = { platform: 'win32', homedir: 'C:\\Users\\me' } as const;

const cases: readonly Case[] = [
  {
    name: 'the setting comes first',
    files: { '/opt/codex': good, '/bin/codex': good },
    host: { shellPath: '/bin' },
    options: { codexPath: '/opt/codex' },
    expected: found('/opt/codex'),
  },
  {
    name: 'the setting may begin with ~',
    files: { '/home/me/codex': good },
    options: { codexPath: '~/codex' },
    expected: found('/home/me/codex'),
  },
  {
    name: 'a setting that names nothing is an error, even if there is a codex elsewhere',
    files: { '/bin/codex': good },
    host: { shellPath: '/bin' },
    options: { codexPath: '/opt/codex' },
    expected: {
      kind: 'invalid',
      path: '/opt/codex',
      reason: 'The setting codexChat.codexPath names a file that does not exist.',
    },
  },
  {
    name: 'a setting with a relative path is an error',
    files: { '/bin/codex': good },
    options: { codexPath: 'codex' },
    expected: { kind: 'invalid', reason: 'The setting codexChat.codexPath must be an absolute path.' },
  },
  {
    name: 'a setting that names a folder is an error',
    files: { '/opt/codex/bin/codex': good },
    options: { codexPath: '/opt/codex' },
    expected: {
      kind: 'invalid',
      reason: 'The setting codexChat.codexPath must name the codex program, not a folder.',
    },
  },
  {
    name: 'a setting that names something else is an error',
    files: { '/bin/ls': {} },
    options: { codexPath: '/bin/ls' },
    expected: {
      kind: 'invalid',
      reason: 'The setting codexChat.codexPath names a file that is not codex. spawn error',
    },
  },
  {
    name: 'the setting may name a file of the workspace',
    files: { '/project/codex': good },
    options: { codexPath: '/project/codex', workspaceFolders: ['/project'] },
    expected: found('/project/codex'),
  },
  {
    name: 'the PATH of the login shell, before the own PATH',
    files: { '/shell/codex': good, '/own/codex': good },
    host: { shellPath: '/none:/shell', env: { PATH: '/own' } },
    expected: found('/shell/codex'),
  },
  {
    name: 'the own PATH when the shell does not tell',
    files: { '/own/codex': good },
    host: { env: { PATH: '/own' } },
    expected: found('/own/codex'),
  },
  {
    name: 'a file that is not executable is passed over',
    files: { '/a/codex': { ...good, notExecutable: true }, '/b/codex': good },
    host: { shellPath: '/a:/b' },
    expected: found('/b/codex'),
  },
  {
    name: 'a codex that is too old is passed over for a good one',
    files: { '/a/codex': { version: '0.100.0' }, '/b/codex': { version: '0.153.4' } },
    host: { shellPath: '/a:/b' },
    expected: found('/b/codex', '0.153.4'),
  },
  {
    name: 'too old, when there is no other',
    files: { '/a/codex': { version: '0.153.3' } },
    host: { shellPath: '/a' },
    expected: { kind: 'tooOld', path: '/a/codex', version: '0.153.3', minimum: '0.153.4' },
  },
  {
    name: 'a pre-release of the minimum is too old',
    files: { '/a/codex': { version: '0.153.4-alpha.1' } },
    host: { shellPath: '/a' },
    expected: { kind: 'tooOld' },
  },
  {
    name: 'newer than tested is used, and said',
    files: { '/a/codex': { version: '0.170.0' } },
    host: { shellPath: '/a' },
    expected: found('/a/codex', '0.170.0', true),
  },
  {
    name: 'a file called codex that does not run',
    files: { '/a/codex': {} },
    host: { shellPath: '/a' },
    expected: { kind: 'invalid', path: '/a/codex', reason: 'spawn error' },
  },
  {
    name: 'nothing from the workspace',
    files: { '/project/node_modules/.bin/codex': good },
    host: { shellPath: '/project/node_modules/.bin' },
    options: { workspaceFolders: ['/project'] },
    expected: { kind: 'notFound', ignored: ['/project/node_modules/.bin/codex'] },
  },
  {
    name: 'nothing behind a link into the workspace',
    files: { '/bin/codex': { link: '/project/evil' }, '/project/evil': good },
    host: { shellPath: '/bin' },
    options: { workspaceFolders: ['/project'] },
    expected: { kind: 'notFound', ignored: ['/bin/codex'] },
  },
  {
    name: 'nothing from a workspace that is opened through a link',
    files: { '/link': { link: '/real' }, '/real/codex': good },
    host: { shellPath: '/real' },
    options: { workspaceFolders: ['/link'] },
    expected: { kind: 'notFound', ignored: ['/real/codex'] },
  },
  {
    name: 'nothing that a launcher outside leads to inside',
    files: {
      '/bin/codex': {
        text: '#!/bin/sh\nexec node "$basedir/../project/node_modules/@openai/codex/bin/codex.js"',
      },
      '/project/node_modules/@openai/codex-linux-x64/vendor/x86_64-unknown-linux-musl/bin/codex': good,
    },
    host: { shellPath: '/bin' },
    options: { workspaceFolders: ['/project'] },
    expected: { kind: 'notFound', ignored: ['/bin/codex'] },
  },
  {
    name: 'a neighbour of the workspace with the same beginning is no part of it',
    files: { '/project-tools/codex': good, '/..work/codex': good },
    host: { shellPath: '/project-tools' },
    options: { workspaceFolders: ['/project'] },
    expected: found('/project-tools/codex'),
  },
  {
    name: 'macOS: the workspace in other letters is the workspace',
    files: { '/Users/me/Project/codex': good },
    host: { platform: 'darwin', shellPath: '/Users/me/Project' },
    options: { workspaceFolders: ['/users/me/project'] },
    expected: { kind: 'notFound' },
  },
  {
    name: 'relative entries of PATH are never looked at',
    files: { codex: good, 'node_modules/.bin/codex': good, './codex': good },
    host: { shellPath: '.:node_modules/.bin:' },
    expected: { kind: 'notFound', ignored: [] },
  },
  {
    name: 'macOS: Homebrew without any PATH',
    files: {
      '/opt/homebrew/bin/codex': { link: '/opt/homebrew/Caskroom/codex' },
      '/opt/homebrew/Caskroom/codex': good,
    },
    host: { platform: 'darwin', arch: 'arm64', homedir: '/Users/me' },
    expected: found('/opt/homebrew/bin/codex'),
  },
  {
    name: "Windows: the binary behind npm's batch file",
    files: {
      'C:\\npm\\codex.cmd': { text: '@"%_prog%"  "%dp0%\\node_modules\\@openai\\codex\\bin\\codex.js" %*' },
      'C:\\npm\\node_modules\\@openai\\codex\\node_modules\\@openai\\codex-win32-x64\\vendor\\x86_64-pc-windows-msvc\\bin\\codex.exe':
        good,
    },
    host: { ...windows, env: { Path: 'C:\\npm' } },
    expected: found(
      'C:\\npm\\node_modules\\@openai\\codex\\node_modules\\@openai\\codex-win32-x64\\vendor\\x86_64-pc-windows-msvc\\bin\\codex.exe',
    ),
  },
  {
    name: 'Windows: WinGet without any PATH',
    files: { 'C:\\Users\\me\\AppData\\Local\\Microsoft\\WinGet\\Links\\codex.exe': good },
    host: windows,
    expected: found('C:\\Users\\me\\AppData\\Local\\Microsoft\\WinGet\\Links\\codex.exe'),
  },
  {
    name: 'Windows: nothing from the workspace, whatever the case',
    files: { 'C:\\Work\\codex.exe': good },
    host: { ...windows, env: { Path: 'C:\\Work' } },
    options: { workspaceFolders: ['c:\\work'] },
    expected: { kind: 'notFound', ignored: ['C:\\Work\\codex.exe'] },
  },
  {
    name: 'Windows: another drive is not inside the workspace',
    files: { 'D:\\tools\\codex.exe': good },
    host: { ...windows, env: { Path: 'D:\\tools' } },
    options: { workspaceFolders: ['C:\\tools'] },
    expected: found('D:\\tools\\codex.exe'),
  },
];

describe('CodexLocator', () => {
  for (const { name, files, host, options, expected } of cases)
    it(name, async () => {
      const locator = new CodexLocator(createFakeHost(files, host));
      const result = await locator.locate({ codexPath: '', workspaceFolders: [], ...options });
      assert.deepEqual(result, { ...result, ...expected });
    });

  it('says where it looked', async () => {
    const locator = new CodexLocator(createFakeHost({}, { shellPath: '/a' }));
    const result = await locator.locate({ codexPath: '', workspaceFolders: [] });
    assert.ok(result.kind === 'notFound');
    assert.equal(result.searched[0], '/a/codex');
    assert.ok(result.searched.includes('/home/me/.volta/bin/codex'));
    assert.equal(new Set(result.searched).size, result.searched.length);
  });

  it('asks a file for its version once, until it changes', async () => {
    const host = createFakeHost({ '/a/codex': good });
    const locator = new CodexLocator(host);
    const options = { codexPath: '/a/codex', workspaceFolders: [] };
    await locator.locate(options);
    await locator.locate(options);
    assert.deepEqual(host.runs, [['/a/codex', '--version']]);
    host.files['/a/codex'] = { version: '0.160.1', mtimeMs: 2 };
    const again = await locator.locate(options);
    assert.equal(again.kind === 'found' && again.version, '0.160.1');
  });

  it('does not ask a codex whose version an earlier window was told, as long as the file stays the same', async () => {
    const host = createFakeHost({ '/a/codex': good });
    const told = new Map<string, string>();
    const locate = (): Promise<LocateResult> =>
      new CodexLocator(host, told).locate({ codexPath: '/a/codex', workspaceFolders: [] });
    const first = await locate();
    assert.deepEqual(await locate(), first);
    assert.equal(host.runs.length, 1);
    host.files['/a/codex'] = { version: '0.1.0', mtimeMs: 2 };
    assert.equal((await locate()).kind, 'tooOld');
    assert.equal((await locate()).kind, 'tooOld');
    assert.equal(host.runs.length, 2);
  });

  for (const [what, shim] of Object.entries({
    'a script': { text: '#!/bin/sh' },
    'a link to a version manager': { link: '/usr/bin/mise' },
  }))
    it(`asks ${what} in each window: it may start another codex by now`, async () => {
      const told = new Map<string, string>();
      for (const version of ['0.169.0', '0.170.0']) {
        const host = createFakeHost({ '/a/codex': { ...shim, version }, '/usr/bin/mise': { version } });
        const result = await new CodexLocator(host, told).locate({
          codexPath: '/a/codex',
          workspaceFolders: [],
        });
        assert.equal(result.kind === 'found' && result.version, version);
      }
      assert.equal(told.size, 0);
    });

  it('asks again when it did not run', async () => {
    const host = createFakeHost({ '/a/codex': {} });
    const locator = new CodexLocator(host);
    const options = { codexPath: '/a/codex', workspaceFolders: [] };
    assert.equal((await locator.locate(options)).kind, 'invalid');
    host.files['/a/codex'] = good;
    assert.equal((await locator.locate(options)).kind, 'found');
  });
});
