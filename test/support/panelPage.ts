import type { Browser, BrowserContext, Frame, Locator, Page } from 'playwright-core';

/** How long any one wait on the page may take, in milliseconds. */
export const pageDeadlineMs = 30_000;

export interface WindowSize {
  readonly width: number;
  readonly height: number;
}

/**
 * Opens a VS Code window in a browser profile of its own and returns its page when the workbench is drawn.
 * Close the page's context (or the browser) to close the window. `prepare` sees the profile before the page is loaded.
 */
export async function openWorkbench(
  browser: Browser,
  url: string,
  size: WindowSize = { width: 1280, height: 800 },
  prepare?: (context: BrowserContext) => Promise<void>,
): Promise<Page> {
  const context = await browser.newContext({ viewport: size });
  await prepare?.(context);
  context.setDefaultTimeout(pageDeadlineMs);
  const page = await context.newPage();
  await page.goto(url);
  await page.locator('.monaco-workbench').waitFor();
  return page;
}

/** A place that shows a thread: the sidebar, or the nth visible editor tab from the left (0 is the first). */
export type SurfacePlace = 'sidebar' | number;

/** The middle of a frame on the page; null while it is not drawn. */
async function middleOf(frame: Frame): Promise<number | null> {
  const element = await frame.parentFrame()?.frameElement();
  const box = await element?.boundingBox();
  return box ? box.x + box.width / 2 : null;
}

/** The frames that show our page now, found by its message box: neither a frame's address nor its place is ours. */
async function pageFrames(page: Page, place: SurfacePlace): Promise<Frame[]> {
  const editors = await page.locator('.part.editor').first().boundingBox();
  const found: { frame: Frame; middle: number }[] = [];
  for (const frame of page.frames()) {
    // A frame may go away while it is asked.
    const boxes = await messageBox(frame)
      .count()
      .catch(() => 0);
    const middle = boxes > 0 ? await middleOf(frame).catch(() => null) : null;
    if (middle === null) continue;
    const isTab = editors !== null && middle > editors.x && middle < editors.x + editors.width;
    if (isTab === (place !== 'sidebar')) found.push({ frame, middle });
  }
  return found.sort((a, b) => a.middle - b.middle).map(({ frame }) => frame);
}

/**
 * The inner frame of a surface. Ask again after it was hidden, moved or reloaded. Throws after the deadline.
 */
export async function surfaceFrame(
  page: Page,
  place: SurfacePlace,
  deadlineMs = pageDeadlineMs,
): Promise<Frame> {
  const deadline = Date.now() + deadlineMs;
  while (Date.now() < deadline) {
    const frame = (await pageFrames(page, place))[place === 'sidebar' ? 0 : place];
    if (frame) return frame;
    await page.waitForTimeout(50); // No event tells that a nested frame shows our page by now.
  }
  throw new Error(`The message box of the surface "${place}" did not appear within ${deadlineMs} ms.`);
}

/** The panel's inner frame, in the sidebar. */
export function panelFrame(page: Page, deadlineMs = pageDeadlineMs): Promise<Frame> {
  return surfaceFrame(page, 'sidebar', deadlineMs);
}

/** The box the user writes in, once the page is drawn. */
export function messageBox(panel: Frame): Locator {
  return panel.locator('#root').getByRole('textbox', { name: 'Message Codex' });
}

/** A button of the panel by its exact name, for example `Send`, `Stop`, `New Thread`. */
export function panelButton(panel: Frame, name: string): Locator {
  return panel.getByRole('button', { name, exact: true });
}

/** The transcript's rows; with `itemType` only those of one kind of item, such as `agentMessage`. */
export function transcriptRows(panel: Frame, itemType?: string): Locator {
  const rows = panel.getByRole('log', { name: 'Transcript' }).locator('[role=article]');
  return itemType ? rows.and(panel.locator(`[data-item-type="${itemType}"]`)) : rows;
}

/** Writes a message and sends it by the button. Returns when it is sent, not when it is answered. */
export async function sendMessage(panel: Frame, text: string): Promise<void> {
  await messageBox(panel).fill(text);
  await panelButton(panel, 'Send').click();
}

/** Waits until the transcript shows a text (a part of it is enough). */
export async function waitForText(panel: Frame, text: string | RegExp): Promise<void> {
  await panel.getByRole('log', { name: 'Transcript' }).getByText(text).last().waitFor();
}

/** Waits until no turn runs. A turn just sent may not have begun: wait for a text of its answer first. */
export async function waitForIdle(panel: Frame): Promise<void> {
  await panel.getByRole('button', { name: /^Stop(ping…)?$/ }).waitFor({ state: 'hidden' });
}

/** The cards of the requests which wait for an answer. */
export function approvalCards(panel: Frame): Locator {
  return panel.getByRole('group', { name: /^(Approval|Answer) needed: / });
}

/**
 * Answers the first waiting request by a button of its card (exact name, or a pattern) and returns when that card is gone.
 * A card ignores what is pressed in its first moments, so it is pressed until it takes, as a person would.
 */
export async function answerByCard(panel: Frame, button: string | RegExp): Promise<void> {
  const first = approvalCards(panel).first();
  // Handles, because the next waiting card would match the same locator once this one is gone.
  const card = await first.elementHandle();
  const pressed = await first.getByRole('button', { name: button, exact: true }).elementHandle();
  if (!card || !pressed) throw new Error(`There is no card with a button "${String(button)}".`);
  const deadline = Date.now() + pageDeadlineMs;
  while (await card.isVisible()) {
    if (Date.now() > deadline)
      throw new Error(`The card is still there after "${String(button)}" was pressed.`);
    if (await pressed.isEnabled().catch(() => false))
      await pressed.click({ timeout: 1000 }).catch(() => undefined);
    await card.waitForElementState('hidden', { timeout: 400 }).catch(() => undefined);
  }
}

/** Opens the proposed change of the first waiting request in VS Code's diff editor. */
export async function reviewChanges(page: Page, panel: Frame): Promise<void> {
  await approvalCards(panel).first().getByRole('button', { name: 'Review Changes', exact: true }).click();
  await page.locator('.monaco-diff-editor').first().waitFor();
}

/** A button in the title bar of VS Code's editors, by its name without a keyboard shortcut. */
export function editorTitleButton(page: Page, name: string): Locator {
  const exact = new RegExp(`^${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}( \\(.*\\))?$`);
  return page.locator('.editor .title').getByRole('button', { name: exact });
}

/**
 * Accepts the review in front by its button, until `isTaken`. A review takes no answer in its first moments, so that it
 * is pressed again, as a person would.
 */
export async function acceptReview(page: Page, isTaken: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + pageDeadlineMs;
  while (!(await isTaken())) {
    if (Date.now() > deadline) throw new Error('Accept was pressed in vain.');
    await editorTitleButton(page, 'Accept')
      .click({ timeout: 1000 })
      .catch(() => undefined);
  }
}

/** Drags the secondary side bar's border until the panel is about `width` pixels wide. */
export async function resizePanel(page: Page, width: number): Promise<void> {
  const box = await page.locator('.part.auxiliarybar').boundingBox();
  if (!box) throw new Error('The secondary side bar is not shown.');
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x - 1, y);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width - width - 1, y, { steps: 5 });
  await page.mouse.up();
}
