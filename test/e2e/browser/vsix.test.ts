import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import { after, before, describe, it } from 'mocha';
import { packVsix } from '../../support/packVsix.ts';
import { launchBrowser } from '../../support/chromium.ts';
import { startDemo } from '../../support/demo.ts';
import { openWorkbench, panelFrame, sendMessage, waitForIdle, waitForText } from '../../support/panelPage.ts';
import { createShowPanelExtension } from '../../support/showPanelExtension.ts';
import { createTempDirs } from '../../support/tempDirs.ts';
import { installExtension } from '../../support/vscodeServer.ts';
import { createE2eModel } from '../e2eScript.ts';

const version = process.env.CODEX_CHAT_TEST_OLDEST === '1' ? 'oldest' : 'latest';

describe('the packed extension', () => {
  const dirs = createTempDirs();
  let vsix = '';

  before(async function pack() {
    this.timeout(300_000);
    vsix = await packVsix(await dirs.make('vsix'));
  });

  after(() => dirs.remove());

  it('is under 1 MB', () => {
    const bytes = statSync(vsix).size;
    assert.ok(bytes < 1_000_000, `${bytes} bytes`);
  });

  it('runs a turn when installed', async () => {
    const extensionsDir = await dirs.make('extensions');
    // Before the installation: VS Code reads the folder's extensions once.
    await createShowPanelExtension(extensionsDir);
    await installExtension({ version, root: await dirs.make('install'), extensionsDir }, vsix);
    const { script } = createE2eModel();
    const demo = await startDemo({ version, script, extensionPath: null, extensionsDir });
    const browser = await launchBrowser();
    try {
      const page = await openWorkbench(browser, demo.url);
      const panel = await panelFrame(page);
      await sendMessage(panel, 'hello from the package');
      await waitForText(panel, 'You said: hello from the package');
      await waitForIdle(panel);
    } finally {
      await browser.close();
      await demo.stop();
    }
  });
});
