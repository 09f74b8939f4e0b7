import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { PolicyMode } from '../../../src/shared/policy/policyMode.ts';
import { shownPolicy } from '../../../src/shared/policy/shownPolicy.ts';
import { workingFolder } from '../../../src/shared/folders/workingFolder.ts';
import { BareClient } from '../../support/bareClient.ts';
import { oldestCodex, pinnedCodex } from '../../support/codexBinary.ts';
import { isOldest, startHostHarness, type HostHarness } from '../../support/hostHarness.ts';
import { commandCall, completed, message, patchCall } from '../../support/responseEvents.ts';
import type { ModelScript } from '../../support/scriptedModel.ts';
import { createTempDirs } from '../../support/tempDirs.ts';
import { ended, onlyThread } from './transcript.ts';
import { textInput } from '../../support/textInput.ts';

/** `patch FILE` adds a file, `write FILE` writes one by a command; anything else is talk. */
const script: ModelScript = function* ({ lastUserText, toolOutputs }) {
  const [word = '', file = ''] = lastUserText.split(' ');
  if (toolOutputs.length > 0) yield* message('Went on.');
  else if (word === 'patch') yield patchCall(`*** Begin Patch\n*** Add File: ${file}\n+new\n*** End Patch\n`);
  else if (word === 'write') yield commandCall({ cmd: `printf done | tee ${file}` });
  else yield* message('Fine.');
  yield completed();
};

describe('Working folders and roots with the real codex', () => {
  const dirs = createTempDirs();
  let host: HostHarness;
  /** The workspace's two folders, and one that is not in it. Not below the temp folder, where sandboxes may write. */
  let first: string;
  let second: string;
  let outside: string;

  beforeEach(async () => {
    const base = await dirs.makeCodexHome();
    [first, second, outside] = ['first', 'second', 'outside'].map((name) => path.join(base, name)) as [
      string,
      string,
      string,
    ];
    await Promise.all([first, second, outside].map((dir) => mkdir(dir)));
    host = await startHostHarness({ script });
    openFolders(host, first, second);
  });
  afterEach(async () => {
    await host.stop();
    await dirs.remove();
  });

  function openFolders(on: HostHarness, ...folders: string[]): void {
    const [cwd = ''] = folders;
    on.store.dispatch([
      { method: 'host/workspaceChanged', params: { workspace: { kind: 'ready', cwd, folders } } },
    ]);
  }

  function chooseMode(mode: PolicyMode): void {
    host.store.dispatch([
      { method: 'host/policyChosen', params: { threadId: null, choice: { mode }, remember: false } },
    ]);
  }

  function chooseFolder(threadId: string | null, cwd: string): void {
    host.store.dispatch([{ method: 'host/folderChosen', params: { threadId, cwd } }]);
  }

  async function say(text: string, on = host): Promise<void> {
    const thread = onlyThread(on.store.getState());
    const turns = (thread?.turns.length ?? 0) + 1;
    const start = (): Promise<string> => on.threads.start(workingFolder(on.store.getState(), null).cwd ?? '');
    await on.outbox.submit(thread?.id ?? null, text, start);
    const [failed] = on.store.getState().outbox.filter(({ status }) => status === 'failed');
    assert.equal(failed?.error, undefined);
    await on.until(ended(turns, 'completed'));
  }

  const shownMode = (): string => {
    const state = host.store.getState();
    return shownPolicy(state, onlyThread(state)?.id ?? null).mode;
  };

  it('Agent edits in all roots without asking, and asks outside', async () => {
    chooseMode('agent');
    await say(`patch ${path.join(second, 'a.txt')}`);
    await say(`write ${path.join(second, 'b.txt')}`);
    await say(`patch ${path.join(first, 'a.txt')}`);
    assert.deepEqual(host.asked, []);
    for (const file of [path.join(second, 'a.txt'), path.join(second, 'b.txt'), path.join(first, 'a.txt')])
      assert.ok(existsSync(file), file);
    // Codex reports the second root as a writable one: it is still what Agent says.
    assert.equal(shownMode(), 'agent');
    const threadId = onlyThread(host.store.getState())?.id ?? '';
    // Not in a folder for temporary files, which the sandbox lets be written.
    const beyond = path.join(path.parse(outside).root, 'codex-chat-beyond', 'a.txt');
    await host.send(threadId, `patch ${beyond}`);
    const approval = await host.until(({ approvals }) => approvals[0]);
    host.broker.answer(approval.id, 'decline');
    await host.until(ended(4));
    assert.equal(existsSync(beyond), false);
  });

  for (const mode of ['readOnly', 'askBeforeEdits'] as const)
    it(`roots give ${mode} nothing to write in`, async () => {
      chooseMode(mode);
      await say(`write ${path.join(second, 'a.txt')}`);
      await say(`write ${path.join(first, 'a.txt')}`);
      assert.equal(existsSync(path.join(second, 'a.txt')), false);
      assert.equal(existsSync(path.join(first, 'a.txt')), false);
      assert.equal(shownMode(), mode);
    });

  it('a new thread starts in the folder that was chosen, and the next one does not', async () => {
    const below = path.join(second, 'below');
    await mkdir(below);
    chooseFolder(null, below);
    chooseMode('agent');
    await say(`patch rel.txt`);
    assert.ok(existsSync(path.join(below, 'rel.txt')));
    const [start] = host.wire('out', 'thread/start');
    assert.deepEqual(start?.params?.runtimeWorkspaceRoots, [below, first]);
    assert.equal(workingFolder(host.store.getState(), null).cwd, first);
  });

  it('a change in mid-thread counts from the next turn: writable is what is chosen and the other roots', async () => {
    chooseMode('agent');
    await say('hello');
    const threadId = onlyThread(host.store.getState())?.id ?? '';
    chooseFolder(threadId, second);
    const pending = workingFolder(host.store.getState(), threadId);
    assert.deepEqual(pending, { cwd: second, inForce: first, isPending: true });
    await say('patch rel.txt');
    assert.ok(existsSync(path.join(second, 'rel.txt')));
    const settled = await host.until((state) => {
      const folder = workingFolder(state, threadId);
      return folder.inForce === second && folder;
    });
    assert.deepEqual(settled, { cwd: second, inForce: second, isPending: false });
    assert.deepEqual(host.store.getState().chosenFolders, {});
    // Without the roots beside the folder, codex would drop the one it left.
    await say(`patch ${path.join(first, 'still.txt')}`);
    assert.ok(existsSync(path.join(first, 'still.txt')));
    assert.deepEqual(host.asked, []);
    assert.equal(host.wire('out', 'turn/start').filter(({ params }) => params?.cwd).length, 1);
    assert.equal(shownMode(), 'agent');
  });

  it('nothing is sent to a folder that is gone, and the text stays', async () => {
    await say('hello');
    const threadId = onlyThread(host.store.getState())?.id ?? '';
    await rm(first, { recursive: true });
    await host.send(threadId, 'keep me');
    const [kept] = host.store.getState().outbox;
    assert.deepEqual([kept?.text, kept?.status], ['keep me', 'failed']);
    assert.match(kept?.error ?? '', /does not exist any more/);
    assert.equal(host.wire('out', 'turn/start').length, 1);
    // Another folder mends it.
    chooseFolder(threadId, second);
    await host.retry(kept?.clientId ?? '');
    await host.until(ended(2, 'completed'));
    assert.deepEqual(host.store.getState().outbox, []);
    await rm(second, { recursive: true });
    await host.outbox.submit(null, 'me too', () => host.threads.start(second));
    assert.equal(host.store.getState().outbox[0]?.text, 'me too');
    assert.equal(host.wire('out', 'thread/start').length, 1);
  });

  it('a stored thread in a folder that is gone says so before anything is sent', async () => {
    await say('hello');
    const threadId = onlyThread(host.store.getState())?.id ?? '';
    const beside = await startHostHarness({ script, beside: host });
    try {
      await host.supervisor.dispose();
      await rm(first, { recursive: true });
      openFolders(beside, second);
      await beside.threads.open(threadId);
      await beside.send(threadId, 'keep me');
      const [kept] = beside.store.getState().outbox;
      assert.match(kept?.error ?? '', /does not exist any more/);
      assert.deepEqual(beside.wire('out', 'turn/start'), []);
    } finally {
      await beside.stop();
    }
  });

  it('a thread resumed here keeps what another client gave it, and that is what is shown', async () => {
    await host.supervisor.dispose();
    const bare = new BareClient(isOldest ? await oldestCodex() : pinnedCodex(), host.codexHome);
    await bare.initialize();
    const { thread } = (await bare.request('thread/start', {
      cwd: outside,
      model: isOldest ? 'gpt-5.4' : 'gpt-6-sol',
      approvalPolicy: 'untrusted',
      sandbox: 'read-only',
    })) as { thread: { id: string } };
    const done = bare.next(({ method }) => method === 'turn/completed');
    const input = [textInput('from elsewhere')];
    await bare.request('turn/start', { threadId: thread.id, input, effort: 'high' });
    await done;
    await bare.close();

    const beside = await startHostHarness({ script, beside: host });
    try {
      openFolders(beside, first, second);
      const choice = { mode: 'fullAccess' } as const;
      beside.store.dispatch([
        // What holds for new threads is nothing to this one.
        { method: 'host/policyChosen', params: { threadId: null, choice, remember: true } },
        { method: 'host/folderChosen', params: { threadId: null, cwd: second } },
      ]);
      await beside.threads.open(thread.id);
      const summary = beside.store.getState().summaries[thread.id];
      assert.deepEqual([summary?.cwd, summary?.effort], [outside, 'high']);
      assert.equal(shownPolicy(beside.store.getState(), thread.id).mode, 'unknown');
      await say('go on', beside);
      const [resume] = beside.wire('out', 'thread/resume');
      assert.deepEqual(resume?.params, { threadId: thread.id, excludeTurns: true });
      const [start] = beside.wire('out', 'turn/start');
      assert.deepEqual(Object.keys(start?.params ?? {}).sort(), ['clientUserMessageId', 'input', 'threadId']);
      const settings = beside.store.getState().threadSettings[thread.id];
      assert.deepEqual(
        [settings?.cwd, settings?.model, settings?.modelProvider, settings?.effort, settings?.approvalPolicy],
        [outside, isOldest ? 'gpt-5.4' : 'gpt-6-sol', 'scripted', 'high', 'untrusted'],
      );
      assert.deepEqual(settings?.sandbox, { type: 'readOnly', networkAccess: false });
      const request = host.model.requests.at(-1)?.body;
      assert.equal(request?.model, isOldest ? 'gpt-5.4' : 'gpt-6-sol');
      assert.equal((request?.reasoning as { effort?: string } | undefined)?.effort, 'high');
    } finally {
      await beside.stop();
    }
  });
});
