import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { launchBrowser } from './chromium.ts';
import { demoPrompts } from './demoTexts.ts';
import {
  answerByCard,
  approvalCards,
  acceptReview,
  openWorkbench,
  panelFrame,
  resizePanel,
  reviewChanges,
  sendMessage,
  transcriptRows,
  waitForIdle,
  waitForText,
} from './panelPage.ts';

/**
 * Uses the demo at `url` as a person would (a question, a command approved on its card, a change approved in the
 * diff editor) and writes a PNG of the whole window to `file` (absolute; its folder is made).
 * Throws an Error which names the step that failed, after writing what the window shows then to the same file.
 */
export async function takeScreenshot(url: string, file: string): Promise<void> {
  const browser = await launchBrowser();
  try {
    await mkdir(path.dirname(file), { recursive: true });
    const page = await openWorkbench(browser, url, { width: 1440, height: 1240 });
    await drive(page).finally(() => page.screenshot({ path: file }));
  } finally {
    await browser.close();
  }
}

async function drive(page: Page): Promise<void> {
  const panel = await step('opening the panel', () => panelFrame(page));
  await step('widening the panel', () => resizePanel(page, 520));
  await step('asking a question', async () => {
    await sendMessage(panel, demoPrompts.explain);
    await waitForText(panel, 'would make the code clearer');
    await waitForIdle(panel);
  });
  await step('running a command', async () => {
    await sendMessage(panel, demoPrompts.run);
    await answerByCard(panel, 'Accept');
    await waitForText(panel, 'spaces around a name stay in the greeting. Say');
    await waitForIdle(panel);
  });
  await step('changing a file', async () => {
    await sendMessage(panel, demoPrompts.fix);
    await approvalCards(panel).first().waitFor();
    await reviewChanges(page, panel);
    await acceptReview(page, () => approvalCards(panel).first().isHidden());
    await waitForText(panel, 'now uses the trimmed name');
    await waitForIdle(panel);
  });
  await step('showing what was changed', async () => {
    await transcriptRows(panel, 'fileChange')
      .getByRole('button', { name: /greet\.ts/ })
      .click();
    await page.locator('.monaco-diff-editor .view-line').first().waitFor();
  });
}

async function step<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new Error(`${name} failed: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}
