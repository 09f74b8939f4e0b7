import assert from 'node:assert/strict';
import { chmod, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { CodexProcess } from '../../../src/codex/codexProcess.ts';
import { ServerFailedError } from '../../../src/codex/serverFailure.ts';
import type { ServerFailure } from '../../../src/codex/serverFailure.ts';
import { SpawnError, TransportLostError, UnsupportedMethodError } from '../../../src/errors.ts';
import { createTempDirs } from '../../support/tempDirs.ts';
import { writeFaultyCodex } from './faultyCodex.ts';
import { isRunning, waitUntilGone } from './processWatch.ts';
import { createTestSupervisor } from './testSupervisor.ts';
import type { TestSupervisor } from './testSupervisor.ts';

function failsWith<K extends ServerFailure['kind']>(
  kind: K,
  check: (failure: Extract<ServerFailure, { kind: K }>) => void = () => undefined,
): (error: unknown) => boolean {
  return (error) => {
    assert.ok(error instanceof ServerFailedError);
    assert.equal(error.failure.kind, kind);
    check(error.failure as Extract<ServerFailure, { kind: K }>);
    return true;
  };
}

describe('with a faulty server', () => {
  const dirs = createTempDirs();
  const owned: TestSupervisor[] = [];

  async function supervise(
    fault: string,
    options: Parameters<typeof createTestSupervisor>[1] = {},
  ): Promise<TestSupervisor> {
    const file = await writeFaultyCodex(await dirs.make('faulty'), fault);
    const test = createTestSupervisor(file, options);
    owned.push(test);
    return test;
  }

  afterEach(async () => {
    await Promise.all(owned.splice(0).map(({ supervisor }) => supervisor.dispose()));
    await dirs.remove();
  });

  it('outlives malformed lines', async () => {
    const { supervisor, log } = await supervise('malformedLines');
    const connection = await supervisor.ensureReady();
    assert.deepEqual((await connection.request('model/list', {})).data, ['after']);
    assert.equal(log.lines.filter((line) => line.startsWith('warn')).length, 5);
  });

  it('puts characters together that are split over chunks', async () => {
    const { supervisor } = await supervise('splitUtf8');
    const connection = await supervisor.ensureReady();
    assert.deepEqual((await connection.request('model/list', {})).data, ['ä€😀\u2028x']);
  });

  it('reads a line of 20 MB', async () => {
    const { supervisor } = await supervise('hugeLine');
    const connection = await supervisor.ensureReady();
    const [text] = (await connection.request('model/list', {})).data as unknown as string[];
    assert.equal(text?.length, 20 * 1024 * 1024);
  });

  it('sends a read again to an overloaded server, and nothing else', async () => {
    const { supervisor } = await supervise('overloadedTwice');
    const connection = await supervisor.ensureReady();
    await assert.rejects(connection.request('turn/start', { threadId: 'T', input: [] }), /overloaded/);
    assert.deepEqual((await connection.request('model/list', {})).data, []);
  });

  it('asks for an unknown method once', async () => {
    const sent: string[] = [];
    const { supervisor } = await supervise('none', {
      createTap: () => (dir, line) => dir === 'out' && sent.push(line),
    });
    const connection = await supervisor.ensureReady();
    await assert.rejects(connection.request('skills/list', {}), UnsupportedMethodError);
    await assert.rejects(connection.request('skills/list', {}), UnsupportedMethodError);
    assert.equal(sent.filter((line) => line.includes('skills/list')).length, 1);
  });

  it('refuses a request that it does not know', async () => {
    const { supervisor } = await supervise('asksUnknown');
    const told = new Promise<string>((resolve) =>
      supervisor.onNotification(({ notification }) => {
        if (notification.method === 'warning') resolve(notification.params.message);
      }),
    );
    const connection = await supervisor.ensureReady();
    void connection.request('model/list', {}).catch(() => undefined);
    assert.deepEqual(JSON.parse(await told), {
      id: 0,
      error: { code: -32601, message: 'method not supported by client' },
    });
  });

  it('fails what is in flight when the server dies, tells why, and starts again when asked', async () => {
    const { supervisor, next } = await supervise('diesDuringRequest');
    const connection = await supervisor.ensureReady();
    const failed = next('failed');
    await assert.rejects(connection.request('model/list', {}), TransportLostError);
    const state = await failed;
    assert.ok(state.kind === 'failed' && state.failure.kind === 'crashed');
    assert.equal(state.failure.exitCode, 101);
    assert.match(state.failure.stderrTail, /disco/);
    assert.equal(state.canRetry, true);
    const again = await supervisor.ensureReady();
    assert.ok(again.generation > connection.generation);
  });

  it('takes a server that closes its output for lost, and ends it', async () => {
    const { supervisor, next } = await supervise('closesOutput');
    const connection = await supervisor.ensureReady();
    const failed = next('failed');
    await assert.rejects(connection.request('model/list', {}), TransportLostError);
    await failed;
  });

  it('stops starting after the fourth crash, until told to restart', async () => {
    let now = 0;
    const { supervisor, states } = await supervise('exitsAtStart', { now: () => (now += 20_000) });
    const crashed = failsWith('crashed', ({ exitCode, stderrTail }) => {
      assert.equal(exitCode, 7);
      assert.match(stderrTail, /state database is busy/);
    });
    for (let crash = 0; crash < 4; crash++) await assert.rejects(supervisor.ensureReady(), crashed);
    const starts = states.filter(({ kind }) => kind === 'starting').length;
    await assert.rejects(supervisor.ensureReady(), crashed);
    assert.equal(states.filter(({ kind }) => kind === 'starting').length, starts);
    await assert.rejects(supervisor.restart(), crashed);
    assert.equal(states.filter(({ kind }) => kind === 'starting').length, starts + 1);
  });

  it('gives up a server that does not shake hands', async () => {
    const { supervisor } = await supervise('neverInitializes', { startDeadlineMs: 1500 });
    await assert.rejects(supervisor.ensureReady(), failsWith('startFailed'));
  });

  it('tells the words of a server that refuses', async () => {
    const { supervisor } = await supervise('rejectsInitialize');
    const refused = failsWith('startFailed', ({ message }) => assert.equal(message, 'no clients today'));
    await assert.rejects(supervisor.ensureReady(), refused);
  });

  it('fails a request without an answer when it is stopped', async () => {
    const { supervisor } = await supervise('neverAnswers');
    const connection = await supervisor.ensureReady();
    const failed = assert.rejects(connection.request('model/list', {}), TransportLostError);
    await supervisor.stop();
    await failed;
  });

  it('tells that nothing was found, and looks again when asked again', async () => {
    const results = [
      { kind: 'notFound', searched: ['/x'], ignored: [] },
      { kind: 'tooOld', path: '/x', version: '0.1.0', minimum: '0.153.4' },
    ] as const;
    let looks = 0;
    const { supervisor } = await supervise('none', {
      locate: () => Promise.resolve(results[looks++ % 2] ?? results[0]),
    });
    for (let round = 0; round < 6; round++)
      await assert.rejects(supervisor.ensureReady(), failsWith('notLocated'));
    assert.equal(looks, 6);
  });

  it('fails, and does not hang, when its own parts do', async () => {
    const { supervisor } = await supervise('none', { locate: () => Promise.reject(new Error('bug')) });
    await assert.rejects(supervisor.ensureReady(), /bug/);
    assert.equal(supervisor.state.kind, 'failed');
  });

  it('starts nothing after its end', async () => {
    const { supervisor, states } = await supervise('none');
    await supervisor.dispose();
    await assert.rejects(supervisor.ensureReady(), TransportLostError);
    assert.deepEqual(states, []);
  });

  describe('a process', () => {
    const start = async (fault: string): Promise<CodexProcess> => {
      const dir = await dirs.make('faulty');
      const file = await writeFaultyCodex(dir, fault);
      return CodexProcess.start({
        path: file,
        args: ['app-server'],
        cwd: dir,
        env: process.env,
        graceMs: 300,
      });
    };
    const ask = async (codex: CodexProcess): Promise<string> => {
      codex.stdin.write('{"id":1,"method":"model/list","params":{}}\n');
      return new Promise((resolve) => codex.stdout.once('data', (data) => resolve(String(data))));
    };

    it('that ignores the end of its input and SIGTERM is killed', async () => {
      const codex = await start('ignoresEnd');
      await ask(codex);
      const exit = await codex.stop();
      assert.equal(exit.signal, 'SIGKILL');
      assert.equal(isRunning(codex.pid), false);
    });

    it('is killed with what it started, also in another group', async () => {
      const codex = await start('orphans');
      const { result } = JSON.parse(await ask(codex)) as { result: { data: [number] } };
      const [orphan] = result.data;
      assert.equal(isRunning(orphan), true);
      await codex.stop();
      await waitUntilGone(orphan);
    });

    it('that cannot be started says why', async () => {
      const dir = await dirs.make('faulty');
      const file = path.join(dir, 'codex');
      const code = (expected: string) => (error: unknown) =>
        error instanceof SpawnError && error.code === expected && error.path === file;
      const options = { path: file, args: [], cwd: dir, env: process.env };
      await assert.rejects(CodexProcess.start(options), code('ENOENT'));
      await writeFile(file, '#!/bin/sh\n');
      await chmod(file, 0o644);
      await assert.rejects(CodexProcess.start(options), code('EACCES'));
      await assert.rejects(CodexProcess.start({ ...options, cwd: path.join(dir, 'none') }), /folder .*none/);
    });
  });
});
