import assert from 'node:assert/strict';
import { watch } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, it } from 'mocha';
import { launchBrowser } from '../../support/chromium.ts';
import { startDemo } from '../../support/demo.ts';
import { openWorkbench } from '../../support/panelPage.ts';
import { createTempDirs } from '../../support/tempDirs.ts';
import { bundleHostTests } from '../bundleHostTests.ts';
import type { HostTestReport } from '../host/index.ts';
import { repositoryRoot } from '../../support/cache.ts';

async function fileAppears(file: string): Promise<string> {
  const watcher = watch(path.dirname(file));
  try {
    const changes = new Promise<void>((resolve) => {
      watcher.on('change', (_kind, name) => name === path.basename(file) && resolve());
    });
    await changes;
    for (;;) {
      const text = await readFile(file, 'utf8').catch(() => '');
      if (text !== '') return text;
      await new Promise((resolve) => watcher.once('change', resolve));
    }
  } finally {
    watcher.close();
  }
}

describe('inside the extension host', () => {
  it('passes the tests of test/e2e/host', async () => {
    const dirs = createTempDirs();
    const reportFile = path.join(await dirs.make('report'), 'report.json');
    const version = process.env.CODEX_CHAT_TEST_OLDEST === '1' ? 'oldest' : 'latest';
    const demo = await startDemo({
      version,
      showPanel: false,
      settings: { 'codexChatTest.reportFile': reportFile },
    });
    const browser = await launchBrowser();
    try {
      const reported = fileAppears(reportFile);
      const url = demo.server.url({
        folder: demo.workspace,
        extensionDevelopmentPath: repositoryRoot,
        extensionTestsPath: await bundleHostTests(),
      });
      await openWorkbench(browser, url);
      const report = JSON.parse(await reported) as HostTestReport;
      assert.deepEqual(report.failures, []);
      assert.equal(report.passed, 3);
    } finally {
      await browser.close();
      await demo.stop();
      await dirs.remove();
    }
  });
});
