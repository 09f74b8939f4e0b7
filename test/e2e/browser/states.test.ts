import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, describe, it } from 'mocha';
import type { Frame, Page } from 'playwright-core';
import { repositoryRoot } from '../../support/cache.ts';
import { panelButton } from '../../support/panelPage.ts';
import { createTempDirs } from '../../support/tempDirs.ts';
import { codexProcesses } from '../codexProcesses.ts';
import { useFixture } from '../fixture.ts';
import { runCommand } from '../workbench.ts';

/** Finds the panel's frame by a text, for states that have no composer. The workbench itself is not searched. */
async function frameWithText(page: Page, text: RegExp): Promise<Frame> {
  for (;;) {
    for (const frame of page.frames().filter((each) => each !== page.mainFrame())) {
      const count = await frame
        .getByText(text)
        .count()
        .catch(() => 0);
      if (count > 0) return frame;
    }
    await page.waitForEvent('console', { timeout: 250 }).catch(() => undefined);
  }
}

describe('without a trusted workspace', () => {
  const fixture = useFixture({ trust: true, showPanel: false });

  it('says so at once and starts nothing, until the workspace is trusted', async () => {
    const { page } = fixture;
    // Older versions ask in a dialog, newer ones only show a banner.
    const no = page.getByRole('button', { name: /No, I don't trust/ });
    const banner = page.getByText('Restricted Mode is intended for safe code browsing');
    await no.or(banner).first().waitFor();
    if (await no.isVisible()) await no.click();
    await runCommand(page, 'Codex Chat: Open');
    const panel = await frameWithText(page, /Restricted Mode|trust/i);
    await panel.getByRole('button', { name: /Trust/ }).waitFor();
    assert.deepEqual(codexProcesses(fixture.demo), []);
    await panel.getByRole('button', { name: /Trust/ }).click();
    await page.getByRole('button', { name: 'Trust', exact: true }).first().click();
    await fixture.findPanel();
  });
});

describe('without codex', () => {
  const missing = path.join(import.meta.dirname, 'no-such-codex');
  const fixture = useFixture({ codexPath: missing, showPanel: false });

  it('says what is wrong, with what to do about it', async () => {
    const { page } = fixture;
    await runCommand(page, 'Codex Chat: Open');
    const panel = await frameWithText(page, /no-such-codex/);
    await panelButton(panel, 'Retry').waitFor();
    await panelButton(panel, 'Set Path…').waitFor();
  });
});

describe('signed out', () => {
  const dirs = createTempDirs();
  const settings: Record<string, unknown> = {};
  before(async () => {
    settings['codexChat.codexHome'] = await dirs.makeCodexHome();
  });
  const fixture = useFixture({ showPanel: false, settings });
  after(() => dirs.remove());

  it('says so and offers to sign in', async () => {
    const { page } = fixture;
    await runCommand(page, 'Codex Chat: Open');
    const panel = await frameWithText(page, /sign(ed)? (in|out)/i);
    await panel.getByRole('button', { name: /^Sign in$/i }).waitFor();
  });
});

describe('without a folder', () => {
  const fixture = useFixture({ showPanel: false });

  it('asks for one', async () => {
    const { page, demo } = fixture;
    await page.goto(demo.server.url({ extensionDevelopmentPath: repositoryRoot }));
    await page.locator('.monaco-workbench').waitFor();
    await runCommand(page, 'Codex Chat: Open');
    const panel = await frameWithText(page, /folder/i);
    await panelButton(panel, 'Open Folder').waitFor();
    assert.deepEqual(codexProcesses(demo), []);
  });
});
