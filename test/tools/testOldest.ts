/** `npm run test:min`: integration and end-to-end tests on the oldest supported codex and VS Code. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { repositoryRoot } from '../support/cache.ts';

const mocha = path.join(repositoryRoot, 'node_modules', 'mocha', 'bin', 'mocha.js');
const parts = [
  [mocha, '--config', 'test/integration/.mocharc.json'],
  ['--import', 'tsx', path.join('test', 'tools', 'testEndToEnd.ts')],
];
for (const part of parts) {
  const run = spawnSync(process.execPath, part, {
    cwd: repositoryRoot,
    stdio: 'inherit',
    env: { ...process.env, CODEX_CHAT_TEST_OLDEST: '1' },
  });
  if (run.status !== 0) process.exitCode = 1;
}
