import assert from 'node:assert/strict';
import { toSpawnCommand } from '../../../src/codex/spawnCommand.ts';

describe('toSpawnCommand', () => {
  it('starts a program as it is', () => {
    const expected = { file: '/a b/codex', args: ['app-server'], windowsVerbatimArguments: false };
    assert.deepEqual(toSpawnCommand('/a b/codex', ['app-server'], 'linux'), expected);
    assert.equal(toSpawnCommand('C:\\codex.exe', [], 'win32').file, 'C:\\codex.exe');
  });

  it('starts a batch file through cmd, quoted', () => {
    assert.deepEqual(toSpawnCommand('C:\\a b\\codex.CMD', ['app-server', '-c'], 'win32', 'cmd.exe'), {
      file: 'cmd.exe',
      args: ['/d', '/s', '/c', '""C:\\a b\\codex.CMD" "app-server" "-c""'],
      windowsVerbatimArguments: true,
    });
  });
});
