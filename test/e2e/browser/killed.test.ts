import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { describe, it } from 'mocha';
import type { Frame } from 'playwright-core';
import {
  messageBox,
  openWorkbench,
  panelButton,
  sendMessage,
  transcriptRows,
  waitForIdle,
  waitForText,
} from '../../support/panelPage.ts';
import { ancestorsOf } from '../../support/processTree.ts';
import { askedCount, newThread } from '../asking.ts';
import { codexProcesses } from '../codexProcesses.ts';
import { useFixture } from '../fixture.ts';
import { runCommand } from '../workbench.ts';

/** Every step of a message is cut in test/integration/outbox; here the whole, in a real window. */
describe('what dies in the middle', () => {
  const fixture = useFixture();

  async function codexPid(): Promise<number> {
    const [pid] = codexProcesses(fixture.demo);
    assert.ok(pid);
    return pid;
  }

  async function hostPid(): Promise<number> {
    const pids = await ancestorsOf(await codexPid(), 3);
    const args = (pid: number): string => execFileSync('ps', ['-o', 'args=', '-p', String(pid)]).toString();
    const host = pids.find((pid) => args(pid).includes('extensionHost'));
    assert.ok(host);
    return host;
  }

  async function gone(frame: Frame): Promise<void> {
    while (!frame.isDetached()) await fixture.page.waitForEvent('framedetached');
  }

  const queued = (): Promise<string[]> => fixture.panel.locator('.queue-row .queue-text').allInnerTexts();

  const kills: readonly [string, () => Promise<void>][] = [
    ['codex', async () => void process.kill(await codexPid(), 'SIGKILL')],
    [
      'the extension host',
      async () => {
        const { panel } = fixture;
        process.kill(await hostPid(), 'SIGKILL');
        await gone(panel);
        // VS Code does not start the one of a development window again.
        await fixture.page.reload();
        await fixture.findPanel();
      },
    ],
    [
      'the window',
      async () => {
        await fixture.page.close();
        fixture.page = await openWorkbench(fixture.browser, fixture.demo.url);
        await fixture.findPanel();
      },
    ],
  ];

  for (const [index, [name, kill]] of kills.entries())
    it(`${name}: the running turn is interrupted, what was queued and typed is there once, and is sent once`, async () => {
      await newThread(fixture);
      const { panel, page } = fixture;
      const [hold, first, second] = [`hold kill${index}`, `first after ${index}`, `second after ${index}`];
      await sendMessage(panel, hold);
      await waitForText(panel, `first half of kill${index}`);
      for (const text of [first, second]) {
        await messageBox(panel).fill(text);
        await messageBox(panel).press('Enter');
      }
      await panel.getByText('2 messages queued').waitFor();
      await messageBox(panel).fill('half a thought');
      // The host answers this after it took what was typed.
      await page.locator('.monaco-workbench').focus();
      await runCommand(page, 'Codex Chat: Open');
      await panel.locator('textarea:focus').waitFor();

      await kill();

      const log = fixture.panel.getByRole('log', { name: 'Transcript' });
      await log
        .getByText(/interrupted/i)
        .last()
        .waitFor();
      await fixture.panel.getByText('Paused').waitFor();
      assert.deepEqual(await queued(), [first, second]);
      assert.equal(await messageBox(fixture.panel).inputValue(), 'half a thought');
      assert.deepEqual([askedCount(fixture, first), askedCount(fixture, second)], [0, 0]);
      await panelButton(fixture.panel, 'Resume').click();
      await waitForText(fixture.panel, `You said: ${second}`);
      await waitForIdle(fixture.panel);
      const said = await transcriptRows(fixture.panel, 'userMessage').allInnerTexts();
      assert.deepEqual(
        said.map((text) => text.trim()),
        [hold, first, second],
      );
      assert.deepEqual([askedCount(fixture, first), askedCount(fixture, second)], [1, 1]);
      assert.equal(await messageBox(fixture.panel).inputValue(), 'half a thought');
      await messageBox(fixture.panel).fill('');
    });
});
