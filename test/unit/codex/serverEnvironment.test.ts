import assert from 'node:assert/strict';
import { serverEnvironment } from '../../../src/codex/serverEnvironment.ts';
import type { ServerEnvironmentOptions } from '../../../src/codex/serverEnvironment.ts';

const defaults: ServerEnvironmentOptions = {
  base: { HOME: '/home/me', PATH: '/bin' },
  platform: 'linux',
  homedir: '/home/me',
  codexHome: '',
  variables: {},
  httpProxy: '',
  noProxy: [],
  proxyStrictSSL: true,
};

const proxy = 'http://proxy:8080';

describe('serverEnvironment', () => {
  const cases: [string, Partial<ServerEnvironmentOptions>, Record<string, string>][] = [
    ['nothing set: nothing changed', {}, { HOME: '/home/me', PATH: '/bin' }],
    ['an inherited CODEX_HOME stays', { base: { CODEX_HOME: '/c' } }, { CODEX_HOME: '/c' }],
    ['the setting wins over it', { base: { CODEX_HOME: '/c' }, codexHome: '/d' }, { CODEX_HOME: '/d' }],
    ['its ~ is the home folder', { base: {}, codexHome: '~/x' }, { CODEX_HOME: '/home/me/x' }],
    ['variables are added, and win', { base: { A: '1', B: '1' }, variables: { B: '2' } }, { A: '1', B: '2' }],
    ['the proxy', { base: {}, httpProxy: proxy }, { HTTP_PROXY: proxy, HTTPS_PROXY: proxy }],
    [
      'not over a lower-case one',
      { base: { https_proxy: 'x' }, httpProxy: proxy },
      { https_proxy: 'x', HTTP_PROXY: proxy },
    ],
    ['not over ALL_PROXY', { base: { all_proxy: 'x' }, httpProxy: proxy }, { all_proxy: 'x' }],
    [
      'an empty one counts as none',
      { base: { HTTPS_PROXY: '' }, httpProxy: proxy },
      { HTTP_PROXY: proxy, HTTPS_PROXY: proxy },
    ],
    [
      'not over one among the variables',
      { base: {}, variables: { http_proxy: 'x' }, httpProxy: proxy },
      { http_proxy: 'x', HTTPS_PROXY: proxy },
    ],
    ['no proxy for', { base: {}, noProxy: ['a', '.b'] }, { NO_PROXY: 'a,.b' }],
    ['not over the own', { base: { no_proxy: 'x' }, noProxy: ['a'] }, { no_proxy: 'x' }],
    [
      'Windows: one name whatever its case',
      {
        base: { Codex_Home: 'c', Path: 'p' },
        platform: 'win32',
        codexHome: 'D:\\x',
        variables: { PATH: 'q' },
      },
      { CODEX_HOME: 'D:\\x', PATH: 'q' },
    ],
    [
      'Windows: a proxy in any case is kept',
      { base: { Http_Proxy: 'x', HTTPS_proxy: 'y' }, platform: 'win32', httpProxy: proxy },
      { Http_Proxy: 'x', HTTPS_proxy: 'y' },
    ],
  ];
  for (const [name, options, expected] of cases)
    it(name, () => assert.deepEqual({ ...serverEnvironment({ ...defaults, ...options }).env }, expected));

  it('notes what it took over, without values', () => {
    const { notes } = serverEnvironment({
      ...defaults,
      httpProxy: 'http://me:secret@proxy',
      noProxy: ['intranet'],
      proxyStrictSSL: false,
    });
    assert.equal(notes.length, 3);
    assert.ok(!notes.join().includes('secret'));
  });

  it('leaves the environment it was given alone', () => {
    const base = { A: '1' };
    serverEnvironment({ ...defaults, base, variables: { A: '2' } });
    assert.deepEqual(base, { A: '1' });
  });
});
