import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { CodexProcess } from '../../../src/codex/codexProcess.ts';
import { yieldToWindow } from '../../../src/codex/yieldToWindow.ts';
import { createTempDirs } from '../../support/tempDirs.ts';

describe('the weight of codex', () => {
  const dirs = createTempDirs();
  after(() => dirs.remove());

  it('is below that of the window, where the system gives sessions a share', async function () {
    if (!existsSync('/proc/self/autogroup')) this.skip(); // Linux alone has these groups, and may be built without.
    const ours = await readFile('/proc/self/autogroup', 'utf8');
    const server = await CodexProcess.start({
      path: process.execPath,
      args: ['-e', 'process.stdin.resume()'],
      cwd: await dirs.make('weight'),
      env: process.env,
    });
    try {
      const groupOf = (): Promise<string> => readFile(`/proc/${server.pid}/autogroup`, 'utf8');
      const [group, ...atStart] = (await groupOf()).trim().split(' ');
      assert.notEqual(group, ours.split(' ')[0]);
      assert.deepEqual(atStart, ['nice', '0']);
      await yieldToWindow(server.pid);
      assert.equal((await groupOf()).trim(), `${group} nice 10`);
      assert.equal(await readFile('/proc/self/autogroup', 'utf8'), ours);
    } finally {
      await server.stop();
    }
  });

  it('may be that of a process that is gone', async () => {
    await yieldToWindow(2 ** 30);
  });
});
