import { basename } from 'node:path';
import type { Locator, Page } from 'playwright-core';

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

/** Lines of an editor with exactly this text; editors draw spaces as no-break spaces. */
export function editorLine(editor: Locator, text: string): Locator {
  return editor.locator('.view-line').filter({ hasText: new RegExp(`^${text.replaceAll(' ', '\\s')}$`) });
}

/** Types at the end of a line of an editor, as a person does. */
export async function typeAtEnd(page: Page, line: Locator, text: string): Promise<void> {
  await line.click();
  await page.keyboard.press('End');
  await page.keyboard.type(text);
}

/** The tab of a file with unsaved edits. */
export function dirtyTab(page: Page, name: string): Locator {
  return page.locator('.tabs-container .tab.dirty').filter({ hasText: name }).first();
}

/** Opens a file of the workspace, and types at the end of one of its lines. It stays unsaved. */
export async function editFile(page: Page, name: string, atLine: string, text: string): Promise<void> {
  const row = page.locator('.quick-input-list .monaco-list-row').filter({ hasText: name }).first();
  // A file that was written a moment ago may be missing in the list, which does not follow: it is opened again.
  for (let tries = 0; tries < 20; tries++) {
    await page.keyboard.press('Control+P');
    await page.locator('.quick-input-widget input.input').fill(name);
    const isListed = await row.waitFor({ timeout: 1500 }).then(
      () => true,
      () => false,
    );
    if (isListed) break;
    await page.keyboard.press('Escape');
  }
  await page.keyboard.press('Enter');
  await tabs(page).filter({ hasText: name }).first().waitFor();
  await typeAtEnd(page, editorLine(page.locator('.editor-instance'), atLine).first(), text);
  await dirtyTab(page, name).waitFor();
}

/** Saves the new document in front, once it is, under a path (absolute) not there yet, by VS Code's own file dialog. */
export async function saveAs(page: Page, file: string): Promise<void> {
  const input = page.locator('.quick-input-widget input.input');
  await page.locator('.tabs-container .tab.active.dirty').waitFor();
  // The editor takes keys a moment after it is drawn.
  for (let tries = 0; tries < 20 && !(await input.isVisible()); tries++) {
    await page.keyboard.press('Control+S');
    await input.waitFor({ timeout: 1500 }).catch(() => undefined);
  }
  // The dialog's own proposal comes a moment later, a folder and then a name, and replaces what is there before it.
  await page.waitForFunction(() => {
    const proposed = document.querySelector<HTMLInputElement>('.quick-input-widget input.input')?.value ?? '';
    return /\.\w+$/.test(proposed);
  });
  await input.fill(file);
  await page.keyboard.press('Enter');
  await tabs(page)
    .filter({ hasText: basename(file) })
    .waitFor();
}
