import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import os from 'node:os';
import { fileURLToPath } from 'node:url';
import { CodexProcess } from '../../../src/codex/codexProcess.ts';
import { descendantsOf } from '../../../src/codex/killTree.ts';
import { CodexLocator } from '../../../src/codex/locateCodex.ts';
import { createLocateHost } from '../../../src/codex/locateHost.ts';
import { testedCodexVersion } from '../../../src/codex/codexVersion.ts';
import { RpcError, TransportLostError, UnsupportedMethodError } from '../../../src/errors.ts';
import type { ServerNotification } from '../../../src/protocol/index.ts';
import { pinnedCodex } from '../../support/codexBinary.ts';
import { createTempDirs } from '../../support/tempDirs.ts';
import { isRunning, waitUntilGone } from './processWatch.ts';
import { createTestSupervisor } from './testSupervisor.ts';

describe('with the real codex', () => {
  const dirs = createTempDirs();
  let env: NodeJS.ProcessEnv;
  let workspace: string;

  before(async () => {
    env = { ...process.env, CODEX_HOME: await dirs.makeCodexHome() };
    workspace = await dirs.make('workspace');
  });
  after(() => dirs.remove());

  it('finds it, and its version', async () => {
    const locator = new CodexLocator(createLocateHost());
    const result = await locator.locate({ codexPath: pinnedCodex(), workspaceFolders: [] });
    assert.deepEqual(result, {
      kind: 'found',
      path: pinnedCodex(),
      version: testedCodexVersion,
      newerThanTested: false,
    });
  });

  it('makes the handshake, calls methods, and stops at the end of input', async () => {
    const lines: string[] = [];
    const { supervisor, states, next } = createTestSupervisor(pinnedCodex(), {
      environment: () => env,
      optOutNotificationMethods: ['thread/started'],
      createTap: () => (dir, line) => lines.push(`${dir} ${line}`),
    });
    const notifications: ServerNotification[] = [];
    supervisor.onNotification(({ notification }) => notifications.push(notification));
    try {
      const connection = await supervisor.ensureReady();
      const ready = supervisor.state;
      assert.ok(ready.kind === 'ready');
      assert.equal(ready.info.codexHome, env['CODEX_HOME']);
      assert.match(ready.info.userAgent, /^codex_chat_panel\/0\.169\.0 /);

      const models = await connection.request('model/list', {});
      assert.ok(models.data.length > 0);
      const { thread } = await connection.request('thread/start', { cwd: workspace });
      assert.equal(thread.cwd, workspace);
      const threads = await connection.request('thread/loaded/list', {});
      assert.deepEqual(threads.data, [thread.id]);
      await assert.rejects(
        connection.request('thread/read', { threadId: 'none', includeTurns: false }),
        (error) => error instanceof RpcError && error.code === -32600,
      );
      const noSuchMethod = 'thread/rollback' as 'thread/read';
      await assert.rejects(
        connection.request(noSuchMethod, { threadId: thread.id, includeTurns: false }),
        UnsupportedMethodError,
      );

      const stopped = next('stopped');
      await supervisor.stop();
      await stopped;
      await assert.rejects(connection.request('model/list', {}), TransportLostError);
    } finally {
      await supervisor.dispose();
    }
    assert.deepEqual(
      states.map(({ kind }) => kind),
      ['starting', 'ready', 'stopped'],
    );
    assert.ok(!notifications.some(({ method }) => method === 'thread/started'));
    assert.equal(lines[0]?.startsWith('out {"id":0,"method":"initialize"'), true);
    assert.ok(!lines.some((line) => line.includes('"jsonrpc"')));
  });

  it('shares one start among callers, and starts a new process after a restart', async () => {
    const { supervisor } = createTestSupervisor(pinnedCodex(), { environment: () => env });
    try {
      const [first, second] = await Promise.all([supervisor.ensureReady(), supervisor.ensureReady()]);
      assert.equal(first, second);
      const again = await supervisor.restart();
      assert.notEqual(again, first);
      assert.ok(again.generation > first.generation);
      await assert.rejects(first.request('model/list', {}), TransportLostError);
      await again.request('model/list', {});
    } finally {
      await supervisor.dispose();
    }
  });

  it('abandons a start that is overtaken by a stop, and leaves no process', async () => {
    const { supervisor, states } = createTestSupervisor(pinnedCodex(), { environment: () => env });
    const starting = supervisor.ensureReady();
    const failed = assert.rejects(starting, TransportLostError);
    await supervisor.dispose();
    await failed;
    assert.equal(states.at(-1)?.kind, 'stopped');
  });

  it('ends the process of a start that is overtaken while the process starts', async () => {
    const disposing: Promise<void>[] = [];
    const before = new Set(await descendantsOf(process.pid));
    const { supervisor } = createTestSupervisor(pinnedCodex(), {
      environment: () => {
        // Asked for just before the process is started: this runs before it is up.
        queueMicrotask(() => disposing.push(supervisor.dispose()));
        return env;
      },
    });
    await assert.rejects(supervisor.ensureReady(), TransportLostError);
    assert.equal(disposing.length, 1);
    await disposing[0];
    const left = (await descendantsOf(process.pid)).filter((pid) => !before.has(pid));
    assert.deepEqual(left, []);
  });

  it('ends with code 0 at once when stopped', async () => {
    const codex = await CodexProcess.start({
      path: pinnedCodex(),
      args: ['app-server'],
      cwd: os.tmpdir(),
      env,
    });
    const exit = await codex.stop();
    assert.deepEqual([exit.exitCode, exit.signal], [0, null]);
    assert.equal(isRunning(codex.pid), false);
  });

  it('ends when the host is killed', async () => {
    const host = fork(fileURLToPath(new URL('hostProcess.ts', import.meta.url)), [pinnedCodex()], {
      env,
      execArgv: ['--import', 'tsx'],
    });
    const [codexPid] = (await once(host, 'message')) as [number];
    assert.equal(isRunning(codexPid), true);
    const exited = once(host, 'exit');
    host.kill('SIGKILL');
    await exited;
    await waitUntilGone(codexPid);
  });
});
