import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import {
  answerByCard,
  approvalCards,
  messageBox,
  panelButton,
  sendMessage,
  transcriptRows,
  waitForIdle,
  waitForText,
} from '../../support/panelPage.ts';
import { useFixture } from '../fixture.ts';

describe('a turn in the panel', () => {
  // What is sent while a turn runs goes into it: queues have a test of their own.
  const fixture = useFixture({ settings: { 'codexChat.followUp': 'steer' } });

  it('streams Markdown, with raw HTML as text and no dangerous link', async () => {
    const { panel } = fixture;
    await sendMessage(panel, 'markdown please');
    await waitForText(panel, 'The end of the stream.');
    await waitForIdle(panel);
    const row = transcriptRows(panel, 'agentMessage').last();
    await row.getByRole('heading', { name: 'A streamed heading' }).waitFor();
    assert.equal(await row.locator('strong').textContent(), 'bold');
    assert.equal(await row.locator('li').count(), 2);
    assert.equal(await row.locator('table td').count(), 2);
    assert.match((await row.textContent()) ?? '', /<b>raw html<\/b>/);
    assert.equal(await row.locator('b').count(), 0);
    assert.deepEqual(
      await row.getByRole('link').evaluateAll((links) => links.map((link) => link.getAttribute('href'))),
      ['https://example.com/'],
    );
    await row.getByRole('button', { name: 'Copy code' }).waitFor();
    assert.equal(await row.getAttribute('data-status'), 'completed');
  });

  it('asks before a command, runs it when accepted, and shows its output', async () => {
    const { panel } = fixture;
    await sendMessage(panel, 'command echo from-the-command > made-by-command.txt; cat made-by-command.txt');
    const card = approvalCards(panel).first();
    await card.waitFor();
    assert.match((await card.textContent()) ?? '', /The test wants to see it run\./);
    assert.equal(await fixture.readFile('made-by-command.txt'), undefined);
    await answerByCard(panel, 'Accept');
    await waitForText(panel, 'The tool ran.');
    await waitForIdle(panel);
    assert.equal(await fixture.readFile('made-by-command.txt'), 'from-the-command\n');
    assert.equal(
      await transcriptRows(panel, 'commandExecution').last().getAttribute('data-status'),
      'completed',
    );
  });

  it('does not run a declined command, and the turn goes on', async () => {
    const { panel } = fixture;
    await sendMessage(panel, 'command touch must-not-exist.txt');
    await answerByCard(panel, 'Decline');
    await waitForText(panel, 'The user said no.');
    await waitForIdle(panel);
    assert.equal(await fixture.readFile('must-not-exist.txt'), undefined);
    assert.equal(
      await transcriptRows(panel, 'commandExecution').last().getAttribute('data-status'),
      'declined',
    );
  });

  it('stops in mid-stream', async () => {
    const { panel, model } = fixture;
    await sendMessage(panel, 'hold stopped');
    await waitForText(panel, 'first half of stopped');
    await panelButton(panel, 'Stop').click();
    await waitForIdle(panel);
    const row = transcriptRows(panel, 'agentMessage').last();
    assert.equal(await row.getAttribute('data-status'), 'interrupted');
    model.gate('stopped').open();
    await sendMessage(panel, 'are you there');
    await waitForText(panel, 'You said: are you there');
    await waitForIdle(panel);
  });

  it('stops by Escape, typed in the composer', async () => {
    const { panel } = fixture;
    await sendMessage(panel, 'hold escaped');
    await waitForText(panel, 'first half of escaped');
    await messageBox(panel).press('Escape');
    await waitForIdle(panel);
    assert.equal(
      await transcriptRows(panel, 'agentMessage').last().getAttribute('data-status'),
      'interrupted',
    );
  });

  it('steers a running turn with a message sent meanwhile', async () => {
    const { panel, model } = fixture;
    await sendMessage(panel, 'hold steered');
    await waitForText(panel, 'first half of steered');
    await messageBox(panel).fill('listen to me');
    await messageBox(panel).press('Enter');
    await waitForText(panel, 'listen to me');
    // An older codex takes the message in when the answer that streams is complete.
    model.gate('steered').open();
    await waitForText(panel, 'You said: listen to me');
    await waitForIdle(panel);
  });

  it('follows the stream, stops following when the reader scrolls up, and jumps back when asked', async () => {
    const { panel, model } = fixture;
    const log = panel.getByRole('log', { name: 'Transcript' });
    await sendMessage(panel, 'long answer');
    await waitForText(panel, 'Paragraph 120 of a long answer.');
    await waitForIdle(panel);
    const jump = panelButton(panel, 'Jump to Latest');
    assert.equal(await jump.count(), 0);
    await sendMessage(panel, 'hold scrolled');
    await waitForText(panel, 'first half of scrolled');
    await log.hover();
    await fixture.page.mouse.wheel(0, -3000);
    await jump.waitFor();
    const place = await log.evaluate((element) => element.scrollTop);
    model.gate('scrolled').open();
    await waitForIdle(panel);
    assert.equal(await log.evaluate((element) => element.scrollTop), place);
    await jump.click();
    await jump.waitFor({ state: 'detached' });
    const rest = await log.evaluate(
      ({ scrollHeight, scrollTop, clientHeight }) => scrollHeight - scrollTop - clientHeight,
    );
    assert.ok(rest < 4, `${rest} px from the end`);
  });
});
