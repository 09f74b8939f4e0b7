import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, describe, it } from 'mocha';
import { approvalCards, transcriptRows } from '../../support/panelPage.ts';
import {
  answer,
  ask,
  askingTables,
  newThread,
  optionNames,
  runUnasked,
  settledLines,
  untick,
} from '../asking.ts';
import { useFixture } from '../fixture.ts';

const prefixOption = /^Accept, and don't ask again for commands starting with/;

describe('a command that codex asks about', () => {
  const fixture = useFixture();
  beforeEach(() => newThread(fixture));

  const lastCommand = () => transcriptRows(fixture.panel, 'commandExecution').last();

  it('runs when it is accepted, once', async () => {
    const card = await ask(fixture, 'command touch once');
    assert.deepEqual(await optionNames(card), [
      'Accept',
      "Accept, and don't ask again for commands starting with touch once Kept for good, in all threads.",
      'Decline',
      'Decline and Stop Turn',
    ]);
    assert.match((await card.textContent()) ?? '', /The model's own words:.*The test wants to see it run\./);
    assert.equal(await card.getByRole('group', { name: 'Command' }).first().textContent(), 'touch once');
    assert.equal(await fixture.readFile('once'), undefined);
    assert.match((await answer(fixture, 'Accept', 'command touch once')) ?? '', /exit(ed)? .*0/i);
    assert.equal(await fixture.readFile('once'), '');
    await ask(fixture, 'command touch once');
    await answer(fixture, 'Decline', 'command touch once');
  });

  it('does not run when it is declined, and the turn goes on', async () => {
    await ask(fixture, 'command touch declined');
    assert.match((await answer(fixture, 'Decline', 'command touch declined')) ?? '', /reject/i);
    await fixture.panel.getByText('The user said no.').waitFor();
    assert.equal(await lastCommand().getAttribute('data-status'), 'declined');
    assert.equal(await fixture.readFile('declined'), undefined);
  });

  it('does not run when the turn is stopped with it, and the model is not asked again', async () => {
    await ask(fixture, 'command touch stopped');
    assert.equal(await answer(fixture, 'Decline and Stop Turn', 'command touch stopped'), undefined);
    assert.equal(await lastCommand().getAttribute('data-status'), 'declined');
    assert.equal(await fixture.readFile('stopped'), undefined);
    assert.equal(await transcriptRows(fixture.panel, 'agentMessage').count(), 0);
  });

  it('is not asked about again when its prefix is allowed; another one is', async () => {
    const card = await ask(fixture, 'command touch prefix');
    const option = card.locator('.approval-option').filter({ hasText: prefixOption });
    assert.equal(await option.locator('code').textContent(), 'touch prefix');
    await answer(fixture, prefixOption, 'command touch prefix');
    assert.equal(await fixture.readFile('prefix'), '');
    assert.match(
      (await settledLines(fixture).textContent()) ?? '',
      /You chose: Accept, and don't ask again for commands starting with touch prefix/,
    );
    const rules = await readFile(path.join(fixture.demo.codexHome ?? '', 'rules', 'default.rules'), 'utf8');
    assert.equal(rules, 'prefix_rule(pattern=["touch", "prefix"], decision="allow")\n');
    await runUnasked(fixture, 'command touch prefix unasked');
    assert.equal(await fixture.readFile('unasked'), '');
    await newThread(fixture);
    await runUnasked(fixture, 'command touch prefix elsewhere');
    assert.equal(await fixture.readFile('elsewhere'), '');
    await ask(fixture, 'command touch suffix');
    await answer(fixture, 'Decline', 'command touch suffix');
  });
});

describe('a file change that codex asks about', () => {
  const fixture = useFixture();
  beforeEach(async () => {
    await writeFile(path.join(fixture.demo.workspace, 'notes.txt'), 'one\n');
    await newThread(fixture);
  });

  const lastChange = () => transcriptRows(fixture.panel, 'fileChange').last();

  it('is made when it is accepted, and the next one is asked about', async () => {
    const card = await ask(fixture, 'edit notes.txt one two');
    assert.deepEqual(await optionNames(card), [
      'Accept',
      'Accept for Session',
      'Decline',
      'Decline and Stop Turn',
    ]);
    assert.match((await card.locator('.approval-files').textContent()) ?? '', /^notes\.txt\+1.*−1/);
    assert.match((await answer(fixture, 'Accept', 'edit notes.txt one two')) ?? '', /Success/);
    assert.equal(await fixture.readFile('notes.txt'), 'two\n');
    await ask(fixture, 'edit notes.txt two three');
    await answer(fixture, 'Decline', 'edit notes.txt two three');
    assert.equal(await fixture.readFile('notes.txt'), 'two\n');
  });

  it('of the same file is not asked about again in the session; of another one it is', async () => {
    await writeFile(path.join(fixture.demo.workspace, 'other.txt'), 'one\n');
    await ask(fixture, 'edit notes.txt one 2');
    await answer(fixture, 'Accept for Session', 'edit notes.txt one 2');
    assert.match((await settledLines(fixture).textContent()) ?? '', /You chose: Accept for Session/);
    await runUnasked(fixture, 'edit notes.txt 2 3');
    assert.equal(await fixture.readFile('notes.txt'), '3\n');
    await ask(fixture, 'edit other.txt one 2');
    await answer(fixture, 'Decline', 'edit other.txt one 2');
    assert.equal(await fixture.readFile('other.txt'), 'one\n');
  });

  it('is not made when it is declined, and the turn goes on', async () => {
    await ask(fixture, 'edit notes.txt one no');
    assert.match((await answer(fixture, 'Decline', 'edit notes.txt one no')) ?? '', /reject/i);
    assert.equal(await lastChange().getAttribute('data-status'), 'declined');
    assert.equal(await fixture.readFile('notes.txt'), 'one\n');
  });

  it('is not made when the turn is stopped with it', async () => {
    await ask(fixture, 'edit notes.txt one stop');
    assert.equal(await answer(fixture, 'Decline and Stop Turn', 'edit notes.txt one stop'), undefined);
    assert.equal(await lastChange().getAttribute('data-status'), 'interrupted');
    assert.match((await settledLines(fixture).textContent()) ?? '', /You chose: Decline and Stop Turn/);
    assert.equal(await fixture.readFile('notes.txt'), 'one\n');
  });
});

describe('permissions that codex asks for', () => {
  const fixture = useFixture({ configTables: askingTables });
  beforeEach(() => newThread(fixture));

  interface Told {
    readonly permissions: {
      readonly network?: { readonly enabled?: boolean } | null;
      readonly file_system?: { readonly read?: string[]; readonly write?: string[] } | null;
    };
    readonly scope: string;
  }

  async function answered(button: string, prompt: string): Promise<Told> {
    return JSON.parse((await answer(fixture, button, prompt)) ?? '') as Told;
  }

  it('are shown one by one, and only those left ticked are granted, for the turn', async () => {
    const card = await ask(fixture, 'permissions some');
    await card.getByText('It needs the data.').waitFor();
    const parts = card.getByRole('list', { name: 'Permissions' }).getByRole('listitem');
    await parts.nth(2).waitFor();
    assert.deepEqual(
      (await parts.allInnerTexts()).map((text) => text.replaceAll(/\s+/g, ' ').trim()),
      [
        'Use the network',
        'Read /etc outside the workspace',
        'Read and write /var/lib/data outside the workspace',
      ],
    );
    assert.deepEqual(await optionNames(card), ['Grant for This Turn', 'Grant for Session', 'Deny']);
    await untick(parts.nth(2).getByRole('checkbox'));
    const { permissions, scope } = await answered('Grant for This Turn', 'permissions some');
    assert.equal(permissions.network?.enabled, true);
    assert.deepEqual(permissions.file_system?.read, ['/etc']);
    assert.ok(!permissions.file_system?.write?.length);
    assert.equal(scope, 'turn');
    assert.equal((await settledLines(fixture).locator('dl').textContent())?.includes('/var/lib/data'), false);
  });

  it('are granted for the session', async () => {
    await ask(fixture, 'permissions session');
    const { permissions, scope } = await answered('Grant for Session', 'permissions session');
    assert.deepEqual(permissions.file_system?.write, ['/var/lib/data']);
    assert.equal(scope, 'session');
  });

  it('are not granted when they are denied, or when none is ticked', async () => {
    const card = await ask(fixture, 'permissions none');
    for (const box of await card.getByRole('checkbox').all()) await untick(box);
    const grant = card.getByRole('button', { name: 'Grant for This Turn', exact: true });
    const problem = card.getByText('Choose what to grant, or deny all of it.');
    for (let tries = 0; tries < 20 && !(await problem.isVisible()); tries++) await grant.click();
    await problem.waitFor();
    assert.equal(await approvalCards(fixture.panel).count(), 1);
    const { permissions } = await answered('Deny', 'permissions none');
    assert.ok(!permissions.network && !permissions.file_system);
  });
});
