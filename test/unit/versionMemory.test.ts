import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, describe, it } from 'mocha';
import { createVersionMemory } from '../../src/versionMemory.ts';
import { createTempDirs } from '../support/tempDirs.ts';

const fail = (error: unknown): never => assert.fail(String(error));

describe('the version of codex', () => {
  const dirs = createTempDirs();
  after(() => dirs.remove());

  it('is known to later windows by its key', async () => {
    const folder = await dirs.make('global');
    const open = () => createVersionMemory(path.join(folder, 'new'), fail);
    assert.equal(open().get('key'), undefined);
    await open().set('key', '0.169.0');
    assert.equal(open().get('key'), '0.169.0');
    assert.equal(open().get('other'), undefined);
  });

  it('is not known where something else was stored', async () => {
    const folder = await dirs.make('global');
    for (const value of [null, 'text', { key: 'key' }, { key: 'key', version: 1 }]) {
      await writeFile(path.join(folder, 'codex.json'), JSON.stringify({ codexVersion: value }));
      assert.equal(createVersionMemory(folder, fail).get('key'), undefined);
    }
  });
});
