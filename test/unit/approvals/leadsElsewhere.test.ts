import assert from 'node:assert/strict';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, describe, it } from 'mocha';
import { leadsElsewhere } from '../../../src/approvals/leadsElsewhere.ts';
import { createTempDirs } from '../../support/tempDirs.ts';

describe('leadsElsewhere', () => {
  const dirs = createTempDirs();
  after(() => dirs.remove());

  it('tells links out of the workspace from what stays in it', async () => {
    const base = await dirs.make('links');
    const at = (name: string): string => path.join(base, name);
    for (const folder of ['work', 'work/src', 'lib', 'home']) await mkdir(at(folder));
    for (const file of ['work/a', 'home/secret']) await writeFile(at(file), '');
    const links = [
      ['work/out', 'home/secret'],
      ['work/outDir', 'home'],
      ['work/in', 'work/a'],
      ['work/toLib', 'lib'],
      ['work/nowhere', 'home/new'],
      ['opened', 'work'],
      ['home/link', 'lib'],
    ] as const;
    for (const [link, target] of links) await symlink(at(target), at(link));
    const folders = [at('work'), at('lib'), at('opened')];
    const cases: readonly [file: string, expected: boolean][] = [
      ['work/a', false],
      ['work/src/new/deep', false],
      ['work/in', false],
      ['work/toLib/x', false],
      ['opened/a', false],
      ['work/out', true],
      ['work/outDir/secret', true],
      ['work/outDir/new/deep', true],
      ['work/nowhere', true],
      ['home/secret', false],
      ['home/new', false],
      ['home/link/x', true],
    ];
    for (const [file, expected] of cases)
      assert.equal(await leadsElsewhere(at(file), folders), expected, file);
  });
});
