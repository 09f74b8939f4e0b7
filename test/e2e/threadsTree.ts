import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import type { Fixture } from './fixture.ts';

/** The Threads view of a window, as a person uses it. */
export interface ThreadsTree {
  readonly header: () => Locator;
  /** The rows, headings too, or those with this text. */
  readonly rows: (text?: string) => Locator;
  /** Opens the view as tall as a window allows that has to show the chat too: rows out of view are not drawn. */
  open(): Promise<void>;
  /** Presses a button of the view's title, which is drawn while the pointer is over the view. */
  pressTitle(name: string): Promise<void>;
  /** Picks a line of the menu of the last row with this text. */
  choose(title: string, action: string): Promise<void>;
  /** Renames by the menu; `shown` is what the box is to hold at first, if not the title. */
  rename(title: string, name: string, shown?: string): Promise<void>;
  readonly dialogButton: (name: string) => Locator;
}

/** The Threads view of the fixture's window, whichever page that is by then. */
export function threadsTree(fixture: Pick<Fixture, 'page'>): ThreadsTree {
  const page = (): Page => fixture.page;
  const header = (): Locator => page().locator('.pane-header[aria-label^="Threads"]');
  const rows = (text?: string): Locator => {
    const all = page()
      .getByRole('tree', { name: /^Threads/ })
      .getByRole('treeitem');
    return text === undefined ? all : all.filter({ hasText: text });
  };
  async function choose(title: string, action: string): Promise<void> {
    await rows(title).last().click({ button: 'right' });
    const words = page().getByText(action, { exact: true });
    const line = page().locator('.monaco-menu li.action-item').filter({ has: words });
    await line.waitFor();
    // A menu ignores the mouse button in its first moments, and closes all the same: the keyboard picks the line.
    await line.hover();
    await page().locator('.monaco-menu li.action-item.focused').filter({ has: words }).waitFor();
    await page().keyboard.press('Enter');
    await line.waitFor({ state: 'hidden' });
  }
  return {
    header,
    rows,
    choose,
    open: async () => {
      if ((await header().getAttribute('aria-expanded')) !== 'true') await header().click();
      await rows().first().waitFor();
      const box = await header().boundingBox();
      if (!box) throw new Error('The Threads view is not shown.');
      await page().mouse.move(box.x + 20, box.y - 1);
      await page().mouse.down();
      await page().mouse.move(box.x + 20, 520, { steps: 5 });
      await page().mouse.up();
    },
    pressTitle: async (name) => {
      await header().hover({ position: { x: 40, y: 8 } });
      await page().locator(`.pane-header .action-label[aria-label="${name}"]`).click();
    },
    rename: async (title, name, shown = title) => {
      await choose(title, 'Rename Thread…');
      const input = page().locator('.quick-input-widget input.input');
      await input.waitFor();
      assert.equal(await input.inputValue(), shown);
      await input.fill(name);
      await page().keyboard.press('Enter');
      await rows(name.slice(0, 80)).waitFor();
    },
    dialogButton: (name) => page().getByRole('dialog').getByRole('button', { name, exact: true }),
  };
}
