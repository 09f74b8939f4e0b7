import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, describe, it } from 'mocha';
import {
  commandCall,
  completed,
  functionCall,
  message,
  patchCall,
  type ScriptStep,
} from '../../support/responseEvents.ts';
import { isOldest } from '../../support/hostHarness.ts';
import { ended } from '../threads/transcript.ts';
import { startAskingHost, type AskingHost } from './askingHost.ts';

const escalated = (cmd: string): ScriptStep =>
  commandCall({ cmd, sandbox_permissions: 'require_escalated', justification: 'The test asks for it.' });
const patch = (from: string, to: string): ScriptStep =>
  patchCall(`*** Begin Patch\n*** Update File: notes.txt\n@@\n-${from}\n+${to}\n*** End Patch\n`);

const calls = {
  'touch one': () => escalated('touch one'),
  'touch two': () => escalated('touch two'),
  'first patch': () => patch('one', 'two'),
  'second patch': () => patch('two', 'three'),
};

describe('What lasts, with the real codex', () => {
  let host: AskingHost;
  afterEach(() => host.stop());

  it('offers for the session only what codex lists, and decline', async () => {
    host = await startAskingHost(calls);
    const approval = await host.ask(null, 'touch one');
    assert.deepEqual(
      approval.options.map(({ kind }) => kind),
      ['accept', 'acceptWithExecpolicyAmendment', 'decline', 'cancel'],
    );
    assert.equal(host.broker.answer(approval.id, 'acceptForSession'), false);
    await host.answer(approval, 'decline');
  });

  it('runs commands with an accepted prefix unasked, and tells exactly which', async () => {
    host = await startAskingHost(calls);
    const approval = await host.ask(null, 'touch one');
    const amendment = approval.options.find(({ kind }) => kind === 'acceptWithExecpolicyAmendment');
    assert.ok(amendment);
    assert.equal(amendment.detail, 'touch one');
    await host.answer(approval, amendment.id);
    const rules = await readFile(path.join(host.codexHome, 'rules', 'default.rules'), 'utf8');
    assert.match(rules, /prefix_rule\(pattern=\["touch", "one"\], decision="allow"\)/);
    await host.unasked(approval.threadId, 'touch one');
    assert.equal(host.asked.length, 1);
    const other = await host.ask(approval.threadId, 'touch two');
    assert.equal(host.asked.length, 2, 'another command is asked about');
    await host.answer(other, 'decline');
  });

  it('is not asked again about the same file in the session', async () => {
    host = await startAskingHost(calls);
    const file = path.join(host.workspace, 'notes.txt');
    await writeFile(file, 'one\n');
    const approval = await host.ask(null, 'first patch');
    await host.answer(approval, 'acceptForSession');
    assert.equal(await readFile(file, 'utf8'), 'two\n');
    await host.unasked(approval.threadId, 'second patch');
    assert.equal(await readFile(file, 'utf8'), 'three\n');
    assert.equal(host.asked.length, 1);
  });

  it('ends the turn when a change is answered with cancel', async () => {
    host = await startAskingHost(calls);
    const file = path.join(host.workspace, 'notes.txt');
    await writeFile(file, 'one\n');
    const approval = await host.ask(null, 'first patch');
    await host.answer(approval, 'cancel');
    assert.equal(host.store.getState().threads[approval.threadId]?.turns[0]?.status, 'interrupted');
    assert.equal(await readFile(file, 'utf8'), 'one\n');
  });
});

describe('Input to a running process with the real codex', () => {
  let host: AskingHost;
  afterEach(() => host.stop());

  it('is asked about with what would be typed, apart from its command', async () => {
    host = await startAskingHost(calls, {
      script: ({ toolOutputs }) => {
        const session = /session ID (\d+)/.exec(toolOutputs[0]?.output ?? '')?.[1];
        const type = (chars: string): ScriptStep =>
          functionCall('write_stdin', { session_id: Number(session), chars, yield_time_ms: 250 });
        if (toolOutputs.length === 0)
          return [
            commandCall({
              cmd: 'cat',
              tty: true,
              sandbox_permissions: 'require_escalated',
              yield_time_ms: 250,
            }),
            completed(),
          ];
        if (toolOutputs.length === 1) return [type('hello\n'), completed()];
        return [...message('Went on.'), completed()];
      },
    });
    const command = await host.ask(null, 'Start it');
    host.broker.answer(command.id, 'accept');
    // The oldest codex types into a process that it was allowed to start without asking.
    if (!isOldest) {
      const input = await host.until(({ approvals }) => approvals.find(({ id }) => id !== command.id));
      assert.ok(input.kind === 'commandExecution');
      assert.equal(input.request.kind, 'writeStdin');
      assert.equal(input.itemId, command.itemId);
      assert.ok(input.request.approvalId);
      assert.match(input.command ?? '', /hello\n/);
      assert.deepEqual(
        input.options.map(({ kind }) => kind),
        ['accept', 'decline', 'cancel'],
      );
      host.broker.answer(input.id, 'accept');
    }
    await host.until(ended(1, 'completed'));
    assert.match(host.model.requests.at(-1)?.toolOutputs[1]?.output ?? '', /hello/);
  });
});
