import assert from 'node:assert/strict';
import { candidatePaths, pathFolders } from '../../../src/codex/candidatePaths.ts';
import { loginShellPath, parseMarkedPath } from '../../../src/codex/loginShellPath.ts';
import { createFakeHost } from './fakeHost.ts';

describe('candidatePaths', () => {
  const home = '/home/me';
  const cases: [string, Parameters<typeof createFakeHost>, string][] = [
    [
      'Linux, npm with a prefix in ~/.npmrc',
      [{ [`${home}/.npmrc`]: { text: 'a=b\nprefix = ~/npm\n' } }],
      `${home}/npm/bin/codex`,
    ],
    [
      'Linux, npm with a prefix in the environment',
      [{}, { env: { npm_config_prefix: '/np' } }],
      '/np/bin/codex',
    ],
    [
      'Linux, nvm',
      [{ [`${home}/.nvm/versions/node/v20.1.0/bin/codex`]: {} }],
      `${home}/.nvm/versions/node/v20.1.0/bin/codex`,
    ],
    [
      'Linux, nvm elsewhere',
      [{ '/nvm/versions/node/v1/bin/codex': {} }, { env: { NVM_DIR: '/nvm' } }],
      '/nvm/versions/node/v1/bin/codex',
    ],
    [
      'Linux, fnm',
      [{ [`${home}/.local/share/fnm/node-versions/v1/installation/bin/codex`]: {} }],
      `${home}/.local/share/fnm/node-versions/v1/installation/bin/codex`,
    ],
    [
      'macOS, fnm',
      [
        { '/Users/me/Library/Application Support/fnm/node-versions/v1/installation/bin/codex': {} },
        { platform: 'darwin', homedir: '/Users/me' },
      ],
      '/Users/me/Library/Application Support/fnm/node-versions/v1/installation/bin/codex',
    ],
    ['Linux, bun', [{}], `${home}/.bun/bin/codex`],
    ['Linux, Volta', [{}], `${home}/.volta/bin/codex`],
    ['Linux, asdf', [{}], `${home}/.asdf/shims/codex`],
    ['Linux, mise', [{}], `${home}/.local/share/mise/shims/codex`],
    ['Linux, cargo', [{}], `${home}/.cargo/bin/codex`],
    ['Linux, Homebrew', [{}], '/home/linuxbrew/.linuxbrew/bin/codex'],
    ['macOS, Homebrew', [{}, { platform: 'darwin' }], '/opt/homebrew/bin/codex'],
    ['macOS, pnpm', [{}, { platform: 'darwin', homedir: '/Users/me' }], '/Users/me/Library/pnpm/codex'],
    [
      'Windows, npm',
      [{}, { platform: 'win32', env: { AppData: 'D:\\Roaming' } }],
      'D:\\Roaming\\npm\\codex.cmd',
    ],
    ['Windows, Scoop', [{}, { platform: 'win32', homedir: 'C:\\me' }], 'C:\\me\\scoop\\shims\\codex.exe'],
    [
      'Windows, WinGet',
      [{}, { platform: 'win32', homedir: 'C:\\me' }],
      'C:\\me\\AppData\\Local\\Microsoft\\WinGet\\Links\\codex.exe',
    ],
  ];
  for (const [name, host, expected] of cases)
    it(name, async () => {
      const paths = await candidatePaths(createFakeHost(...host), []);
      assert.ok(paths.includes(expected), `${expected} in\n${paths.join('\n')}`);
    });

  it('takes the newest version of several', async () => {
    const version = (name: string): string => `${home}/.nvm/versions/node/${name}/bin/codex`;
    const files = { [version('v9.0.0')]: {}, [version('v20.1.0')]: {}, [version('v20.11.0')]: {} };
    const paths = await candidatePaths(createFakeHost(files), []);
    assert.deepEqual(
      paths.filter((path) => path.includes('.nvm')),
      [version('v20.11.0'), version('v20.1.0'), version('v9.0.0')],
    );
  });

  it('ignores what the environment says relative to nowhere', async () => {
    const host = createFakeHost({}, { env: { BUN_INSTALL: 'x', npm_config_prefix: './y', PNPM_HOME: 'z' } });
    const paths = await candidatePaths(host, ['rel']);
    assert.deepEqual(
      paths.filter((path) => !path.startsWith('/')),
      [],
    );
  });
});

describe('pathFolders', () => {
  it('keeps absolute folders only', () => {
    assert.deepEqual(pathFolders('/a:.::node_modules/.bin:/b c', 'linux'), ['/a', '/b c']);
    assert.deepEqual(pathFolders('C:\\a;.;"D:\\b c";x\\y;;', 'win32'), ['C:\\a', 'D:\\b c']);
  });
});

describe('loginShellPath', () => {
  it('finds the PATH among what startup files print', () => {
    const mark = '__codex_chat_path__';
    assert.equal(parseMarkedPath(`Hello\n${mark}/a:/b${mark}\nBye`), '/a:/b');
    assert.equal(parseMarkedPath(`${mark}/a`), undefined);
    assert.equal(parseMarkedPath('nothing'), undefined);
    assert.equal(parseMarkedPath(mark + mark), undefined);
  });

  const cases: [string, Parameters<typeof createFakeHost>[1], string[] | undefined][] = [
    ['bash', { env: { SHELL: '/bin/bash' } }, ['/bin/bash', '-i', '-l', '-c']],
    ['tcsh', { env: { SHELL: '/bin/tcsh' } }, ['/bin/tcsh', '-ic']],
    ['macOS without SHELL', { platform: 'darwin' }, ['/bin/zsh', '-i', '-l', '-c']],
    ['Windows', { platform: 'win32', env: { SHELL: 'C:\\bash.exe' } }, undefined],
  ];
  for (const [name, options, expected] of cases)
    it(`asks the shell: ${name}`, async () => {
      const host = createFakeHost({}, { ...options, shellPath: '/p' });
      assert.equal(await loginShellPath(host), expected && '/p');
      assert.deepEqual(host.runs[0]?.slice(0, -1), expected);
    });

  it('does without a shell that fails', async () => {
    assert.equal(await loginShellPath(createFakeHost({}, {})), undefined);
  });
});
