import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { watchIdleThreads } from '../../../src/threads/idleThreads.ts';
import { startHostHarness, type HostHarness } from '../../support/hostHarness.ts';
import { commandCall, completed, message } from '../../support/responseEvents.ts';
import { lastItem, onlyThread } from './transcript.ts';

describe('A command that outlives its turn, with the real codex', () => {
  let host: HostHarness;

  beforeEach(async () => {
    host = await startHostHarness({
      decide: () => 'accept',
      script: ({ toolOutputs }) =>
        toolOutputs.length === 0
          ? [
              commandCall({
                cmd: 'until [ -e stop ]; do sleep 0.05; done; echo ended by the test',
                sandbox_permissions: 'require_escalated',
                yield_time_ms: 250,
              }),
              completed(),
            ]
          : [...message('It runs.'), completed()],
    });
    // codex unloads, and kills, what nobody follows after this time.
    await host.configure('thread_unload_delay_secs = 1\n');
  });
  afterEach(() => host.stop());

  it('keeps its thread loaded until it ends, though nobody looks', async () => {
    let exitCode: number | null = null;
    host.store.subscribe(({ state }) => {
      const command = lastItem(state, 'commandExecution');
      exitCode = command?.exitCode ?? exitCode;
    });
    const end = watchIdleThreads({
      store: host.store,
      isShown: () => false,
      onDidChangeShown: () => ({ dispose: () => undefined }),
      unload: (threadId) => void host.threads.unload(threadId),
    });
    const isOver = new Promise<string>((resolve) => {
      host.store.subscribe(({ events }) => {
        for (const event of events) if (event.method === 'turn/completed') resolve(event.params.threadId);
      });
    });
    await host.send(null, 'Start a server');
    const id = await isOver;
    await host.until(({ summaries }) => summaries[id]?.status.type === 'idle');
    assert.equal(onlyThread(host.store.getState())?.turns.length, 1, 'the turn is held');
    await writeFile(path.join(host.workspace, 'stop'), '');
    await host.until(({ threads }) => threads[id]?.turns.length === 0);
    assert.equal(exitCode, 0);
    end();
  });
});
