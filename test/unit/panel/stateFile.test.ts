import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, describe, it } from 'mocha';
import { StateFile } from '../../../src/panel/stateFile.ts';
import { createTempDirs } from '../../support/tempDirs.ts';

describe('StateFile', () => {
  const dirs = createTempDirs();
  const fail = (error: unknown): void => assert.fail(String(error));
  after(() => dirs.remove());

  it('has what was written, also in the next process', async () => {
    const file = path.join(await dirs.make('state'), 'below', 'state.json');
    const first = new StateFile(file, fail);
    await first.update('a', { text: 'ä' });
    assert.deepEqual(new StateFile(file, fail).get('a'), { text: 'ä' });
  });

  it('has every change on the disk when its promise resolves, however many come at once', async () => {
    const folder = await dirs.make('state');
    const file = path.join(folder, 'state.json');
    const state = new StateFile(file, fail);
    const writes = Array.from({ length: 100 }, (_, index) => state.update(`key${index}`, index));
    await writes[42];
    assert.equal(new StateFile(file, fail).get('key42'), 42);
    await Promise.all(writes);
    assert.equal(Object.keys(JSON.parse(readFileSync(file, 'utf8')) as object).length, 100);
    await state.update('key0', undefined);
    assert.equal(new StateFile(file, fail).get('key0'), undefined);
    assert.deepEqual(readdirSync(folder), ['state.json']);
  });

  for (const content of ['{"half": ', '', 'null', '[1]', '"text"'])
    it(`puts a file with ${JSON.stringify(content)} aside and goes on`, async () => {
      const file = path.join(await dirs.make('state'), 'state.json');
      writeFileSync(file, content);
      const errors: unknown[] = [];
      const state = new StateFile(file, (error) => errors.push(error));
      assert.equal(state.get('half'), undefined);
      await state.update('whole', 1);
      assert.equal(errors.length, 1);
      assert.equal(readFileSync(`${file}.unreadable`, 'utf8'), content);
      assert.ok(existsSync(file));
    });

  it('keeps the state in memory when it cannot be written', async () => {
    const blocker = path.join(await dirs.make('state'), 'file');
    writeFileSync(blocker, '');
    const errors: unknown[] = [];
    const state = new StateFile(path.join(blocker, 'state.json'), (error) => errors.push(error));
    await state.update('a', 1);
    assert.equal(state.get('a'), 1);
    assert.ok(errors.length > 0);
  });
});
