import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'mocha';
import type { Locator } from 'playwright-core';
import {
  answerByCard,
  approvalCards,
  panelButton,
  sendMessage,
  transcriptRows,
  waitForIdle,
  waitForText,
} from '../../support/panelPage.ts';
import { ask, askingTables, newThread, settledLines, toldModel } from '../asking.ts';
import { codexProcesses } from '../codexProcesses.ts';
import { useFixture } from '../fixture.ts';
import { runCommand } from '../workbench.ts';

describe('while codex waits for an answer', () => {
  const fixture = useFixture({ configTables: askingTables });
  beforeEach(() => newThread(fixture));

  const focused = (): Locator => fixture.panel.locator(':focus');

  /** Presses Tab until the focus is on what a selector finds, as a person does who has no mouse. */
  async function tabTo(target: Locator): Promise<void> {
    for (let tries = 0; tries < 30; tries++) {
      await fixture.page.keyboard.press('Tab');
      if ((await target.and(focused()).count()) > 0) return;
    }
    throw new Error('Tab does not reach it.');
  }

  async function focusCard(card: Locator): Promise<void> {
    await runCommand(fixture.page, 'Codex Chat: Next Pending Approval');
    await card.and(focused()).waitFor();
  }

  /** Presses a key until the card is gone: in its first moments it takes no answer. */
  async function pressUntilGone(card: Locator, key: string): Promise<void> {
    const handle = await card.elementHandle();
    for (let tries = 0; tries < 50 && (await handle?.isVisible()); tries++) {
      await fixture.page.keyboard.press(key);
      await handle?.waitForElementState('hidden', { timeout: 400 }).catch(() => undefined);
    }
    await card.waitFor({ state: 'detached' });
  }

  it('a stopped turn takes the card away, and says that it was not answered', async () => {
    const { panel } = fixture;
    await fixture.writePatchFiles();
    const card = await ask(fixture, 'edit update.txt second interrupted');
    await panelButton(panel, 'Stop').click();
    await card.waitFor({ state: 'detached' });
    await waitForIdle(panel);
    assert.match((await settledLines(fixture).textContent()) ?? '', /Not answered: the turn ended before\./);
    assert.equal(toldModel(fixture, 'edit update.txt second interrupted'), undefined);
  });

  it('two threads have a card each, and each is answered in its own', async () => {
    const { page, panel, model } = fixture;
    await sendMessage(panel, 'later here touch here');
    await waitForText(panel, 'later here touch here');
    await newThread(fixture);
    await sendMessage(panel, 'later there touch there');
    await waitForText(panel, 'later there touch there');
    model.gate('here').open();
    model.gate('there').open();
    await approvalCards(panel).filter({ hasText: 'touch there' }).waitFor();
    await page.locator('.statusbar-item', { hasText: 'Codex: 2 waiting' }).waitFor();
    assert.equal(await approvalCards(panel).count(), 1);
    await answerByCard(panel, 'Decline');
    await waitForIdle(panel);
    await panel.getByText('The user said no.').waitFor();
    await panelButton(panel, 'Threads').click();
    await page
      .locator('.quick-input-list .monaco-list-row')
      .filter({ hasText: 'later here' })
      .first()
      .click();
    await approvalCards(panel).filter({ hasText: 'touch here' }).waitFor();
    assert.equal(await approvalCards(panel).count(), 1);
    await answerByCard(panel, 'Accept');
    await waitForIdle(panel);
    await panel.getByText('The tool ran.').waitFor();
    assert.deepEqual([await fixture.readFile('here'), await fixture.readFile('there')], ['', undefined]);
    assert.match(toldModel(fixture, 'later there touch there') ?? '', /reject/i);
  });

  it('Enter, pressed on a card that has just appeared, answers nothing', async () => {
    const { page, panel, model } = fixture;
    await sendMessage(panel, 'later fresh touch fresh');
    await waitForText(panel, 'later fresh touch fresh');
    await panel.getByRole('log', { name: 'Transcript' }).click();
    // The focus goes to the card as it appears: the next press is sooner than any person's.
    const pressed = panel.evaluate(
      () =>
        new Promise<number>((resolve) => {
          let shownAtMs = 0;
          const observer = new MutationObserver(() => {
            const button = document.querySelector<HTMLElement>('.approval-option');
            if (!button) return;
            observer.disconnect();
            shownAtMs = performance.now();
            // The card itself takes early clicks away before they reach the button.
            document.addEventListener('click', (event) => resolve(event.timeStamp - shownAtMs), {
              capture: true,
              once: true,
            });
            button.focus();
          });
          observer.observe(document.body, { childList: true, subtree: true });
        }),
    );
    const delays: number[] = [];
    void pressed.then((delayMs) => delays.push(delayMs));
    model.gate('fresh').open();
    for (let tries = 0; tries < 3000 && delays.length === 0; tries++) await page.keyboard.press('Enter');
    assert.ok((await pressed) < 300, `it was pressed ${await pressed} ms late`);
    const card = approvalCards(panel).first();
    await card.getByRole('button', { name: 'Accept', exact: true }).waitFor();
    assert.equal(await card.getByText('Waiting for Codex…').count(), 0);
    assert.equal(await fixture.readFile('fresh'), undefined);
    await answerByCard(panel, 'Decline');
    await waitForIdle(panel);
    assert.equal(await fixture.readFile('fresh'), undefined);
  });

  it('a command is accepted by the keyboard alone', async () => {
    const { panel } = fixture;
    const card = await ask(fixture, 'command touch by-keys');
    await focusCard(card);
    await tabTo(card.locator('.approval-option').first());
    await pressUntilGone(card, 'Enter');
    await waitForIdle(panel);
    await waitForText(panel, 'The tool ran.');
    assert.equal(await fixture.readFile('by-keys'), '');
  });

  it('questions are answered by the keyboard alone', async () => {
    const { page, panel } = fixture;
    const card = await ask(fixture, 'question by keys');
    await focusCard(card);
    const question = (name: string): Locator => card.getByRole('group', { name });
    const first = question('Which language?').getByRole('radio').first();
    await tabTo(first);
    // In its first moments the card ignores this too.
    for (let tries = 0; tries < 100 && !(await first.isChecked()); tries++)
      await page.keyboard.press('Space');
    await tabTo(question('Where does it run?').getByRole('textbox'));
    await page.keyboard.type('here');
    await tabTo(question('Which key?').getByLabel('Other answer'));
    await page.keyboard.type('1234');
    await pressUntilGone(card, 'Enter');
    await waitForIdle(panel);
    assert.deepEqual(JSON.parse(toldModel(fixture, 'question by keys') ?? ''), {
      answers: {
        lang: { answers: ['TypeScript'] },
        place: { answers: ['None of the above', 'user_note: here'] },
        key: { answers: ['None of the above', 'user_note: 1234'] },
      },
    });
  });

  it('a killed codex takes the card away, answers nothing, and the next message works', async () => {
    const { panel } = fixture;
    const card = await ask(fixture, 'command touch killed');
    const pids = codexProcesses(fixture.demo);
    assert.equal(pids.length, 1);
    for (const pid of pids) process.kill(pid, 'SIGKILL');
    await card.waitFor({ state: 'detached' });
    await waitForIdle(panel);
    await settledLines(fixture).filter({ hasText: 'Not answered: Codex stopped.' }).waitFor();
    assert.equal(toldModel(fixture, 'command touch killed'), undefined);
    await sendMessage(panel, 'are you back');
    await waitForText(panel, 'You said: are you back');
    await waitForIdle(panel);
    assert.equal(await approvalCards(panel).count(), 0);
    assert.equal(await fixture.readFile('killed'), undefined);
    assert.equal(
      await transcriptRows(panel, 'commandExecution').last().getAttribute('data-status'),
      'interrupted',
    );
  });
});
