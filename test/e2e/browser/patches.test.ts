import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, it } from 'mocha';
import {
  acceptReview,
  approvalCards,
  editorTitleButton,
  reviewChanges,
  sendMessage,
  transcriptRows,
  waitForIdle,
  waitForText,
} from '../../support/panelPage.ts';
import { useFixture } from '../fixture.ts';
import { tabs } from '../workbench.ts';

describe('a patch', () => {
  const fixture = useFixture();
  const before = {
    'update.txt': 'first\nsecond\nthird\n',
    'gone.txt': 'delete me\n',
    'old-name.txt': 'before\n',
  };

  async function expectFiles(files: Record<string, string | undefined>): Promise<void> {
    for (const [name, text] of Object.entries(files)) assert.equal(await fixture.readFile(name), text, name);
  }

  it('is shown file by file in the diff editor, and declining leaves the disk as it was', async () => {
    const { page, panel } = fixture;
    await fixture.writePatchFiles();
    await sendMessage(panel, 'patch it');
    await approvalCards(panel).first().waitFor();
    await reviewChanges(page, panel);
    for (const name of ['added.txt', 'update.txt', 'gone.txt', 'old-name.txt → moved/new-name.txt'])
      await tabs(page).filter({ hasText: name }).first().waitFor();
    await editorTitleButton(page, 'Decline').click();
    await waitForText(panel, 'The user said no.');
    await waitForIdle(panel);
    await expectFiles({ ...before, 'added.txt': undefined, 'moved/new-name.txt': undefined });
    await tabs(page).filter({ hasText: 'proposed' }).first().waitFor({ state: 'detached' });
    assert.equal(await transcriptRows(panel, 'fileChange').last().getAttribute('data-status'), 'declined');
  });

  it('stays pending when its tabs are closed, shows unsaved edits on the left, and is applied when accepted', async () => {
    const { page, panel } = fixture;
    await fixture.writePatchFiles();
    await sendMessage(panel, 'patch it again');
    await approvalCards(panel).first().waitFor();
    await reviewChanges(page, panel);
    // They open one after the other, the first file last.
    await tabs(page).filter({ hasText: 'added.txt' }).first().waitFor();
    while ((await tabs(page).count()) > 0) {
      const count = await tabs(page).count();
      await tabs(page).first().click({ button: 'middle' });
      await tabs(page)
        .nth(count - 1)
        .waitFor({ state: 'detached' });
    }
    assert.equal(await approvalCards(panel).count(), 1);
    await expectFiles(before);
    await reviewChanges(page, panel);
    await acceptReview(page, () => approvalCards(panel).first().isHidden());
    await waitForText(panel, 'The tool ran.');
    await waitForIdle(panel);
    await expectFiles({
      'added.txt': 'added line\n',
      'update.txt': 'first\nchanged\nthird\n',
      'gone.txt': undefined,
      'old-name.txt': undefined,
      'moved/new-name.txt': 'after\n',
    });
    await tabs(page).filter({ hasText: 'proposed' }).first().waitFor({ state: 'detached' });
  });

  it('says so, and shows the raw patch, when it does not apply to the file any more', async () => {
    const { page, panel, demo } = fixture;
    await fixture.writePatchFiles();
    await writeFile(path.join(demo.workspace, 'added.txt'), '');
    await sendMessage(panel, 'patch it a third time');
    await approvalCards(panel).first().waitFor();
    await writeFile(path.join(demo.workspace, 'update.txt'), 'all\nof it\nis different\n');
    await approvalCards(panel).first().getByRole('button', { name: 'Review Changes', exact: true }).click();
    // They open one after the other, the first file last.
    await tabs(page).filter({ hasText: 'added.txt' }).first().waitFor();
    await tabs(page).filter({ hasText: 'update.txt.patch' }).first().click();
    // The editor draws spaces as no-break spaces.
    await page
      .locator('.view-line')
      .filter({ hasText: /This\schange\sdoes\snot\sapply/ })
      .first()
      .waitFor();
    await editorTitleButton(page, 'Decline').click();
    await waitForText(panel, 'The user said no.');
    await waitForIdle(panel);
  });
});
