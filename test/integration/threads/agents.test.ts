import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import type { AppState } from '../../../src/shared/appState.ts';
import { knowsThread } from '../../../src/shared/thread/knowsThread.ts';
import { threadTitle } from '../../../src/shared/thread/threadSummary.ts';
import type { ThreadSummary } from '../../../src/shared/thread/threadState.ts';
import { createGate, type Gate } from '../../support/gate.ts';
import { startHostHarness, type HostHarness } from '../../support/hostHarness.ts';
import { commandCall, completed, functionCall, message } from '../../support/responseEvents.ts';
import type { ModelScript } from '../../support/scriptedModel.ts';

const features = '[features]\nmulti_agent_v2 = true\n';

/**
 * `delegate TASK` gives an agent a task and ends the turn; the agent asks for a command (`ask`), waits for the gate
 * (`hold`), or talks. Its request carries its task, and not the parent's words.
 */
function createScript(gate: Gate): ModelScript {
  return async function* ({ lastUserText, toolOutputs, body }) {
    const [word, task = ''] = lastUserText.split(' ');
    if (word === 'delegate') {
      if (toolOutputs.length > 0) yield* message('Delegated.');
      else
        yield functionCall(
          'spawn_agent',
          { task_name: 'helper', message: `task: ${task}`, fork_turns: 'none' },
          { namespace: 'collaboration' },
        );
    } else if (word === 'redirect') {
      const args = { target: 'helper', message: `task: ${task}` };
      if (JSON.stringify(body.input).includes('redirected')) yield* message('Redirected.');
      else yield functionCall('followup_task', args, { namespace: 'collaboration', callId: 'redirected' });
    } else if (toolOutputs.length > 0) yield* message('The agent is done.');
    else if (JSON.stringify(body.input).includes('task: ask'))
      yield commandCall({
        cmd: 'echo asked',
        sandbox_permissions: 'require_escalated',
        justification: 'It must.',
      });
    else {
      if (JSON.stringify(body.input).includes('task: hold')) await gate.opened;
      yield* message('The agent talks.');
    }
    yield completed();
  };
}

describe('Sub-agents with the real codex', () => {
  const hosts: HostHarness[] = [];
  afterEach(async () => {
    for (const host of hosts.splice(0)) await host.stop();
  });

  async function start(gate = createGate()): Promise<HostHarness> {
    const host = await startHostHarness({ script: createScript(gate), configTables: features });
    hosts.unshift(host);
    return host;
  }

  function findAgent({ summaries }: AppState): ThreadSummary | undefined {
    return Object.values(summaries).find(({ parentThreadId }) => parentThreadId !== null);
  }

  /** The agent's thread, once a turn of it is as far as `status`. */
  async function agentAt(host: HostHarness, status: string): Promise<ThreadSummary> {
    return host.until((state) => {
      const agent = findAgent(state);
      return agent && state.threads[agent.id]?.turns.at(-1)?.status === status ? agent : undefined;
    });
  }

  it('belongs to its parent from the start, is named, and takes no input', async () => {
    const host = await start();
    await host.send(null, 'delegate talk');
    const agent = await agentAt(host, 'completed');
    const parent = host.store.getState().summaries[agent.parentThreadId ?? ''];
    assert.equal(threadTitle(parent), 'delegate talk');
    assert.equal(threadTitle(agent), '/root/helper');
    await host.send(agent.id, 'hello you');
    const [kept] = host.store.getState().outbox;
    assert.equal(kept?.status, 'failed');
    assert.match(kept?.error ?? '', /read-only/);
    await assert.rejects(host.threads.steer(agent.id, 'x', 'c'), /read-only/);
    await assert.rejects(host.threads.fork(agent.id, { beforeTurnId: 'any' }), /read-only/);
    const told = [...host.wire('out', 'turn/start'), ...host.wire('out', 'thread/resume')];
    assert.deepEqual(
      told.filter(({ params }) => params?.threadId === agent.id),
      [],
    );
  });

  it('its approval is asked in its own thread, and answered there', async () => {
    const host = await start();
    await host.send(null, 'delegate ask');
    const approval = await host.until(({ approvals }) => approvals[0]);
    const agent = findAgent(host.store.getState());
    assert.equal(approval.threadId, agent?.id);
    host.broker.answer(approval.id, 'accept');
    await agentAt(host, 'completed');
  });

  it('what it asks in a later task is asked, though its thread was left', async () => {
    const host = await start();
    await host.send(null, 'delegate talk');
    const agent = await agentAt(host, 'completed');
    const parentId = agent.parentThreadId ?? '';
    await host.until(({ summaries }) =>
      Object.values(summaries).every(({ status }) => status.type !== 'active'),
    );
    // As when a denial in its thread was overridden, which loads it.
    await host.threads.refresh(agent.id, 'none');
    for (const id of [agent.id, parentId]) await host.threads.unload(id);
    assert.deepEqual(
      host.wire('out', 'thread/unsubscribe').map(({ params }) => params?.threadId),
      [parentId],
    );
    await host.send(parentId, 'redirect ask');
    const approval = await host.until(({ approvals }) => approvals[0]);
    assert.equal(approval.threadId, agent.id);
    host.broker.answer(approval.id, 'accept');
    await agentAt(host, 'completed');
  });

  it('its turn takes no steer, and can be stopped', async () => {
    const gate = createGate();
    const host = await start(gate);
    try {
      await host.send(null, 'delegate hold');
      const agent = await agentAt(host, 'inProgress');
      // What we refuse is what codex refuses.
      const connection = await host.supervisor.ensureReady();
      const expectedTurnId = host.store.getState().threads[agent.id]?.turns.at(-1)?.id ?? '';
      const input = [{ type: 'text' as const, text: 'x', text_elements: [] }];
      const steer = connection.request('turn/steer', { threadId: agent.id, expectedTurnId, input });
      await assert.rejects(steer, /direct app-server input is not allowed/);
      await host.threads.interrupt(agent.id);
      await agentAt(host, 'interrupted');
    } finally {
      gate.open();
    }
  });

  it('is found by the stored items of its parent, and read', async () => {
    const writer = await start();
    await writer.send(null, 'delegate talk');
    const agent = await agentAt(writer, 'completed');
    await writer.until(({ threads, summaries }) => {
      const parent = threads[summaries[agent.id]?.parentThreadId ?? ''];
      return parent?.turns.at(-1)?.status === 'completed';
    });
    await writer.supervisor.dispose();
    const reader = await startHostHarness({ script: createScript(createGate()), beside: writer });
    hosts.unshift(reader);
    assert.equal(knowsThread(reader.store.getState(), agent.id), false);
    await reader.threads.open(agent.parentThreadId ?? '');
    assert.equal(knowsThread(reader.store.getState(), agent.id), true);
    await reader.threads.open(agent.id);
    const state = reader.store.getState();
    assert.equal(state.summaries[agent.id]?.parentThreadId, agent.parentThreadId);
    const texts = state.threads[agent.id]?.turns.flatMap(({ items }) =>
      items.flatMap(({ item }) => (item.type === 'agentMessage' ? [item.text] : [])),
    );
    assert.deepEqual(texts, ['The agent talks.']);
  });
});
