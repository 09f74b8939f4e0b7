import type { Page } from 'playwright-core';

/**
 * Runs a command of the command palette by its whole title, as a person does. The palette does not follow: opened
 * before the extension is known it never lists the command, and is opened again.
 */
export async function runCommand(page: Page, title: string): Promise<void> {
  const input = page.locator('.quick-input-widget input.input');
  const row = page.locator('.quick-input-list .monaco-list-row').filter({ hasText: title }).first();
  for (let tries = 0; tries < 20; tries++) {
    await page.keyboard.press('F1');
    // What takes the focus meanwhile, as an editor that was just changed does, closes the palette.
    const isOpen = await input.fill(`>${title}`, { timeout: 3000 }).then(
      () => true,
      () => false,
    );
    if (!isOpen) continue;
    const isListed = await row.waitFor({ timeout: 1500 }).then(
      () => true,
      () => false,
    );
    if (isListed) return page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
  }
  throw new Error(`The command palette does not list "${title}"`);
}

/** The open editor tabs, by their labels. */
export function tabs(page: Page) {
  return page.locator('.tabs-container .tab');
}
