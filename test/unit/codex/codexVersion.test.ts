import assert from 'node:assert/strict';
import { compareVersions, parseCodexVersion } from '../../../src/codex/codexVersion.ts';

describe('parseCodexVersion', () => {
  const cases: [string, string | undefined][] = [
    ['codex-cli 0.169.0\n', '0.169.0'],
    ['codex 1.2.3', '1.2.3'],
    ['codex-cli 0.170.0-alpha.11\n', '0.170.0-alpha.11'],
    ['warning: something 9.9.9\ncodex-cli 0.160.1\n', '0.160.1'],
    ['codex-cli 0.160.1\r\n', '0.160.1'],
    ['v20.20.2\n', undefined],
    ['', undefined],
  ];
  for (const [output, expected] of cases)
    it(JSON.stringify(output), () => assert.equal(parseCodexVersion(output), expected));
});

describe('compareVersions', () => {
  const ascending = [
    '0.9.0',
    '0.153.4-alpha.2',
    '0.153.4-alpha.10',
    '0.153.4',
    '0.153.5',
    '0.169.0',
    '1.0.0',
  ];
  it('orders releases and pre-releases', () => {
    for (const [i, a] of ascending.entries())
      for (const [j, b] of ascending.entries())
        assert.equal(Math.sign(compareVersions(a, b)), Math.sign(i - j), `${a} ${b}`);
  });
});
