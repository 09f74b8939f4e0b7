import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { describe, it } from 'mocha';
import {
  messageBox,
  panelButton,
  sendMessage,
  transcriptRows,
  waitForIdle,
  waitForText,
} from '../../support/panelPage.ts';
import { newThread } from '../asking.ts';
import { useFixture } from '../fixture.ts';
import { codexProcesses } from '../codexProcesses.ts';

describe('threads', () => {
  const fixture = useFixture();

  async function switchTo(title: string): Promise<void> {
    await panelButton(fixture.panel, 'Threads').click();
    await fixture.page
      .locator('.quick-input-list .monaco-list-row')
      .filter({ hasText: title })
      .first()
      .click();
  }

  it('run two at once, each in its own transcript', async () => {
    const { panel, model } = fixture;
    await sendMessage(panel, 'hold one');
    await waitForText(panel, 'first half of one');
    await newThread(fixture);
    await sendMessage(panel, 'hold two');
    await waitForText(panel, 'first half of two');
    model.gate('one').open();
    model.gate('two').open();
    await waitForText(panel, 'second half of two');
    assert.equal(await panel.getByText('half of one').count(), 0);
    await switchTo('hold one');
    await waitForText(panel, 'second half of one');
    assert.equal(await panel.getByText('half of two').count(), 0);
    await waitForIdle(panel);
  });

  it('a new thread that is begun while another one starts stays empty, and the other one runs', async () => {
    const { page, panel, model } = fixture;
    await newThread(fixture);
    await messageBox(panel).fill('hold starting');
    const buttons = await Promise.all(
      ['Send', 'New Thread'].map((name) => panelButton(panel, name).elementHandle()),
    );
    await panel.evaluate((found) => {
      for (const button of found) (button as HTMLElement | null)?.click();
    }, buttons);
    await panelButton(panel, 'Threads').click();
    await page
      .locator('.quick-input-list .monaco-list-row')
      .filter({ hasText: 'hold starting' })
      .filter({ hasText: /running/i })
      .waitFor();
    await page.keyboard.press('Escape');
    await panel.getByText('What should Codex do?').waitFor();
    assert.equal(await panelButton(panel, 'Stop').count(), 0);
    await switchTo('hold starting');
    await waitForText(panel, 'first half of starting');
    model.gate('starting').open();
    await waitForText(panel, 'second half of starting');
    await waitForIdle(panel);
  });

  it('survive the death of codex: the turn is interrupted and the next message works', async () => {
    const { panel } = fixture;
    await sendMessage(panel, 'hold killed');
    await waitForText(panel, 'first half of killed');
    const pids = codexProcesses(fixture.demo);
    assert.equal(pids.length, 1);
    for (const pid of pids) process.kill(pid, 'SIGKILL');
    await waitForIdle(panel);
    assert.equal(
      await transcriptRows(panel, 'agentMessage').last().getAttribute('data-status'),
      'interrupted',
    );
    await sendMessage(panel, 'alive again');
    await waitForText(panel, 'You said: alive again');
    await waitForIdle(panel);
  });

  it('leave no codex behind when the window is closed', async function closing() {
    if (process.platform === 'win32') this.skip(); // ps is how processes are listed here
    assert.ok(execFileSync('ps', ['-A', '-o', 'pid=']).length > 0);
    assert.equal(codexProcesses(fixture.demo).length, 1);
    await fixture.demo.server.stop();
    assert.deepEqual(codexProcesses(fixture.demo), []);
  });
});
