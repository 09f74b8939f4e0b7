import type { Page } from 'playwright-core';

/** Runs a command of the command palette by its whole title, as a person does. */
export async function runCommand(page: Page, title: string): Promise<void> {
  await page.keyboard.press('F1');
  const input = page.locator('.quick-input-widget input.input');
  await input.waitFor();
  await input.fill(`>${title}`);
  await page.locator('.quick-input-list .monaco-list-row').filter({ hasText: title }).first().waitFor();
  await page.keyboard.press('Enter');
}

/** The open editor tabs, by their labels. */
export function tabs(page: Page) {
  return page.locator('.tabs-container .tab');
}
