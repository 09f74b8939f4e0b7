/**
 * `npm run test:electron`: runs the tests of `test/e2e/host` inside a desktop VS Code that `@vscode/test-electron`
 * downloads. Needs a display and a way to the download.
 */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { runTests } from '@vscode/test-electron';
import { cacheDir, repositoryRoot } from '../support/cache.ts';
import { createTempDirs } from '../support/tempDirs.ts';
import { bundleHostTests } from './bundleHostTests.ts';

const dirs = createTempDirs();
try {
  const workspace = await dirs.make('workspace');
  await mkdir(cacheDir, { recursive: true });
  process.exitCode = await runTests({
    version: process.env.CODEX_CHAT_TEST_OLDEST === '1' ? '1.106.3' : 'stable',
    cachePath: path.join(cacheDir, 'electron'),
    extensionDevelopmentPath: repositoryRoot,
    extensionTestsPath: await bundleHostTests(),
    launchArgs: [
      workspace,
      '--disable-extensions',
      '--disable-workspace-trust',
      '--user-data-dir',
      await dirs.make('user'),
    ],
  });
} finally {
  await dirs.remove();
}
