import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'mocha';
import type { Locator } from 'playwright-core';
import { approvalCards, panelButton } from '../../support/panelPage.ts';
import { answer, ask, askingTables, newThread, optionNames, runUnasked, settledLines } from '../asking.ts';
import { useFixture } from '../fixture.ts';

/** Presses a button of a card that is to stay, until what it brings is there: at first a card ignores it. */
async function pressFor(card: Locator, button: string, brings: Locator): Promise<void> {
  for (let tries = 0; tries < 20 && !(await brings.isVisible()); tries++) {
    await card.getByRole('button', { name: button, exact: true }).click();
    await brings.waitFor({ timeout: 400 }).catch(() => undefined);
  }
  await brings.waitFor();
}

describe('questions of the model, in plan mode', () => {
  const fixture = useFixture();
  beforeEach(async () => {
    await newThread(fixture);
    await panelButton(fixture.panel, 'Plan mode').click();
    await fixture.panel.getByRole('button', { name: 'Plan mode', pressed: true }).waitFor();
  });

  const secret = 'open-sesame';

  it('are answered by an option, by words of one’s own, and by a secret that nothing keeps', async () => {
    const { panel } = fixture;
    const card = await ask(fixture, 'question answered');
    assert.deepEqual(await optionNames(card), ['Send Answers', 'Skip the Questions']);
    assert.equal(await card.getByText('Codex goes on meanwhile.').count(), 0);
    const [language, place, key] = ['Which language?', 'Where does it run?', 'Which key?'].map((question) =>
      card.getByRole('group', { name: question }),
    );
    assert.ok(language && place && key);
    await pressFor(card, 'Send Answers', language.getByText('This question has no answer yet.'));
    await language.getByRole('radio', { name: 'Rust' }).check();
    await place.getByRole('textbox', { name: 'Other answer' }).fill('In the cloud');
    const input = key.getByLabel('Other answer');
    assert.equal(await input.getAttribute('type'), 'password');
    await input.fill(secret);
    assert.deepEqual(JSON.parse((await answer(fixture, 'Send Answers', 'question answered')) ?? ''), {
      answers: {
        lang: { answers: ['Rust'] },
        place: { answers: ['None of the above', 'user_note: In the cloud'] },
        key: { answers: ['None of the above', `user_note: ${secret}`] },
      },
    });
    const settled = (await settledLines(fixture).textContent()) ?? '';
    assert.match(settled, /Which language\?Rust.*Where does it run\?In the cloud.*Which key\?••••••••/);
    assert.equal((await panel.content()).includes(secret), false);
    const wire = await fixture.readWireLog();
    assert.match(wire, /"user_note: \[redacted\]"/);
    assert.equal(wire.includes(secret), false);
  });

  it('are skipped', async () => {
    await ask(fixture, 'question skipped');
    const told = (await answer(fixture, 'Skip the Questions', 'question skipped')) ?? '';
    assert.deepEqual(JSON.parse(told), { answers: {} });
    assert.match((await settledLines(fixture).textContent()) ?? '', /You chose: Skip the Questions/);
  });
});

describe('what an MCP server asks', () => {
  const fixture = useFixture({ configTables: askingTables });
  beforeEach(() => newThread(fixture));

  interface Told {
    readonly action: string;
    readonly content?: unknown;
  }

  /** What the server was answered, which its tool gives back to the model. */
  function readResult(told: string | undefined): Told {
    const text = told ?? '';
    return JSON.parse(text.slice(text.indexOf('{'))) as Told;
  }

  it('about a tool call: once', async () => {
    const card = await ask(fixture, 'mcp echo once');
    assert.deepEqual((await optionNames(card)).slice(0, 3), [
      'Allow Once',
      'Allow for Session',
      'Always Allow',
    ]);
    assert.match((await card.textContent()) ?? '', /Server: fakeTool: echo.*Says what it is told\./);
    // Its line breaks are made visible.
    const shown = await card.getByRole('group', { name: 'Arguments' }).textContent();
    assert.match(shown ?? '', /^\{.*"text": "hello".*\}$/s);
    assert.match((await answer(fixture, 'Allow Once', 'mcp echo once')) ?? '', /echo: hello/);
    await ask(fixture, 'mcp echo declined');
    const told = (await answer(fixture, 'Decline', 'mcp echo declined')) ?? '';
    assert.match(told, /reject/i);
    assert.doesNotMatch(told, /echo: hello/);
  });

  it('about a tool call: for the session', async () => {
    await ask(fixture, 'mcp echo session');
    assert.match((await answer(fixture, 'Allow for Session', 'mcp echo session')) ?? '', /echo: hello/);
    assert.match((await runUnasked(fixture, 'mcp echo unasked')) ?? '', /echo: hello/);
  });

  it('in a form: what is wrong is said, and its values are sent', async () => {
    const card = await ask(fixture, 'mcp form filled');
    assert.deepEqual(await optionNames(card), ['Submit', 'Decline', 'Cancel']);
    await card.getByText('Please fill this in.').waitFor();
    const field = (name: string): Locator => card.getByLabel(name, { exact: true });
    assert.equal(await field('count').inputValue(), '3');
    assert.equal(await field('size').inputValue(), 'm');
    assert.equal(await field('loud').isChecked(), true);
    await pressFor(card, 'Submit', card.getByText('This is required.').first());
    const tags = card.getByRole('group', { name: 'tags' });
    await field('Your name (required)').fill('A');
    await field('email').fill('nobody');
    await field('count').fill('10');
    await field('ratio').fill('0.5');
    await field('at').fill('tomorrow');
    for (const tag of await tags.getByRole('checkbox').all()) await tag.check();
    await card.getByRole('button', { name: 'Submit', exact: true }).click();
    for (const problem of [
      'This needs at least 2 characters.',
      'This is not an email address.',
      'This has to be 9 or less.',
      'This is not a date and time such as 2026-03-01T14:30:00Z.',
      'Choose 2 at most.',
    ])
      await card.getByText(problem, { exact: true }).waitFor();
    assert.equal(await card.getByRole('alert').or(card.locator('.field-problem')).count(), 5);
    await field('Your name (required)').fill('Ada');
    await field('email').fill('ada@example.com');
    await field('count').fill('4');
    await field('day').fill('2024-02-29');
    await field('at').fill('2024-02-29T12:00:00Z');
    await field('Colour').selectOption('Green');
    await tags.getByRole('checkbox', { name: 'b' }).uncheck();
    await field('loud').uncheck();
    await card.getByRole('checkbox', { name: 'Tuesday' }).check();
    assert.deepEqual(readResult(await answer(fixture, 'Submit', 'mcp form filled')), {
      action: 'accept',
      content: {
        name: 'Ada',
        email: 'ada@example.com',
        day: '2024-02-29',
        at: '2024-02-29T12:00:00Z',
        count: 4,
        ratio: 0.5,
        loud: false,
        size: 'm',
        color: '#0f0',
        tags: ['a', 'c'],
        days: ['tue'],
      },
    });
    assert.match((await settledLines(fixture).textContent()) ?? '', /You answered\..*Your nameAda/);
  });

  it('in a form that is declined', async () => {
    await ask(fixture, 'mcp form declined');
    const { action, content } = readResult(await answer(fixture, 'Decline', 'mcp form declined'));
    assert.equal(action, 'decline');
    assert.ok(content === undefined || content === null);
  });

  it('about a page: nothing is opened unasked, and what is not opened is not answered', async () => {
    const { page, panel } = fixture;
    const dialog = page.getByRole('dialog').filter({ hasText: 'external website' });
    const card = await ask(fixture, 'mcp url opened');
    assert.deepEqual(await optionNames(card), ['Open Link', 'Decline', 'Cancel']);
    const address = card.getByRole('group', { name: 'Address' });
    assert.equal(await address.textContent(), 'https://example.com/authorize?state=1');
    assert.equal(await card.getByRole('link').count(), 0);
    assert.deepEqual([await dialog.count(), page.context().pages().length], [0, 1]);
    await pressFor(card, 'Open Link', dialog);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'detached' });
    assert.equal(await approvalCards(panel).count(), 1);
    assert.equal(await card.getByText('Waiting for Codex…').count(), 0);
    await pressFor(card, 'Open Link', dialog);
    const opened = page.context().waitForEvent('page');
    await dialog.getByRole('button', { name: 'Open', exact: true }).click();
    await (await opened).close();
    await card.waitFor({ state: 'detached' });
    await panel.getByText('The tool ran.').waitFor();
    const told = fixture.demo.model?.requests.at(-1)?.toolOutputs[0]?.output;
    assert.equal(readResult(told).action, 'accept');
  });

  it('about a page that is declined', async () => {
    await ask(fixture, 'mcp url declined');
    assert.equal(readResult(await answer(fixture, 'Decline', 'mcp url declined')).action, 'decline');
    assert.equal(fixture.page.context().pages().length, 1);
  });
});
