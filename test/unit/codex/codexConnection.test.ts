import assert from 'node:assert/strict';
import { mock } from 'node:test';
import {
  RequestTimeoutError,
  RpcError,
  TransportLostError,
  UnsupportedMethodError,
} from '../../../src/errors.ts';
import { ServerEnd } from './serverEnd.ts';

const overloaded = { error: { code: -32001, message: 'Server overloaded; retry later.' } };

describe('CodexConnection', () => {
  it('sends params always, and resolves with the result', async () => {
    const server = new ServerEnd();
    const result = server.connection.request('account/rateLimits/read', undefined);
    assert.deepEqual(await server.line(0), { id: 0, method: 'account/rateLimits/read', params: {} });
    await server.answer(0, { result: { rateLimits: 'some' } });
    assert.deepEqual(await result, { rateLimits: 'some' });
  });

  it('tells a refusal with code, data and a message of bounded length', async () => {
    const server = new ServerEnd();
    const result = server.connection.request('thread/read', { threadId: 'T', includeTurns: false });
    await server.answer(0, { error: { code: -32602, message: 'm'.repeat(4000), data: { max: 1 } } });
    await assert.rejects(result, (error) => {
      assert.ok(error instanceof RpcError);
      assert.deepEqual([error.code, error.method, error.data], [-32602, 'thread/read', { max: 1 }]);
      assert.ok(error.message.length < 600);
      return true;
    });
  });

  it('delivers notifications and server requests in wire order', async () => {
    const server = new ServerEnd(() => new Promise(() => undefined));
    server.send(
      { method: 'item/started', params: {} },
      { id: 0, method: 'item/fileChange/requestApproval', params: {} },
      { method: 'item/completed', params: {} },
      { id: 1, method: 'item/commandExecution/requestApproval', params: {} },
      { method: 'turn/completed', params: {} },
    );
    await server.settle();
    assert.deepEqual(server.delivered, [
      'item/started',
      'item/fileChange/requestApproval',
      'item/completed',
      'item/commandExecution/requestApproval',
      'turn/completed',
    ]);
  });

  it('lets the answer to a request act before what the server sent after it', async () => {
    const server = new ServerEnd();
    const order = server.delivered;
    const done = server.connection.request('turn/start', { threadId: 'T', input: [] }).then(() => {
      order.push('answered');
    });
    const { id } = await server.line(0);
    server.send({ id, result: {} }, { method: 'turn/started', params: {} });
    await done;
    await server.settle();
    assert.deepEqual(order, ['answered', 'turn/started']);
  });

  it('hands the id of a server request to its handler, also the first one, 0', async () => {
    const ids: unknown[] = [];
    const server = new ServerEnd(({ id, params }) => {
      ids.push(id, params);
      return Promise.resolve({ decision: 'accept' });
    });
    server.send({ id: 0, method: 'ask', params: { x: 1 } }, { id: 'seven', method: 'ask', params: null });
    await server.line(1);
    assert.deepEqual(ids, [0, { x: 1 }, 'seven', null]);
    assert.deepEqual(server.sent, [
      { id: 0, result: { decision: 'accept' } },
      { id: 'seven', result: { decision: 'accept' } },
    ]);
  });

  it('answers what it does not support, and what its handler fails at, with errors', async () => {
    const server = new ServerEnd(({ method }) =>
      method === 'known' ? Promise.reject(new Error('secret code')) : undefined,
    );
    server.send({ id: 0, method: 'unknown', params: {} }, { id: 1, method: 'known', params: {} });
    await server.line(1);
    assert.deepEqual(server.sent.map(({ id, error }) => [id, error?.code]).sort(), [
      [0, -32601],
      [1, -32603],
    ]);
    assert.equal(server.sent.find(({ id }) => id === 0)?.error?.message, 'method not supported by client');
    assert.ok(!JSON.stringify(server.sent).includes('secret'));
  });

  it('has at most 32 requests in flight and sends the others in order', async () => {
    const server = new ServerEnd();
    const all = Array.from({ length: 40 }, (_, index) =>
      server.connection.request('thread/read', { threadId: String(index), includeTurns: false }),
    );
    await server.line(31);
    await server.settle();
    assert.equal(server.sent.length, 32);
    for (let index = 0; index < 40; index++) await server.answer(index, { result: { index } });
    await Promise.all(all);
    assert.deepEqual(
      server.sent.map(({ params }) => params?.['threadId']),
      Array.from({ length: 40 }, (_, index) => String(index)),
    );
  });

  it('repeats a read that met an overloaded server, waiting longer each time', async () => {
    const waits: number[] = [];
    const delay = (ms: number): Promise<void> => {
      waits.push(ms);
      return Promise.resolve();
    };
    const server = new ServerEnd(undefined, { delay, random: () => 1 });
    const result = server.connection.request('model/list', {});
    await server.answer(0, overloaded);
    await server.answer(1, overloaded);
    await server.answer(2, { result: { data: [] } });
    assert.deepEqual(await result, { data: [] });
    assert.deepEqual(waits, [100, 200]);
  });

  it('never repeats what is not idempotent', async () => {
    const server = new ServerEnd();
    const result = server.connection.request('turn/start', { threadId: 'T', input: [] });
    await server.answer(0, overloaded);
    await assert.rejects(result, (error) => error instanceof RpcError && error.code === -32001);
    assert.equal(server.sent.length, 1);
  });

  it('asks for an unknown method once', async () => {
    const server = new ServerEnd();
    const message = 'Invalid request: unknown variant `model/list`, expected one of `initialize`';
    const first = server.connection.request('model/list', {});
    await server.answer(0, { error: { code: -32600, message } });
    await assert.rejects(first, UnsupportedMethodError);
    await assert.rejects(server.connection.request('model/list', {}), UnsupportedMethodError);
    await server.settle();
    assert.equal(server.sent.length, 1);
    assert.deepEqual([...server.connection.unsupportedMethods], ['model/list']);
  });

  it('does not take an unknown value for an unknown method', async () => {
    const server = new ServerEnd();
    const message = 'Invalid request: unknown variant `on-failure`, expected `never`';
    const first = server.connection.request('thread/start', {});
    await server.answer(0, { error: { code: -32600, message } });
    await assert.rejects(first, (error) => !(error instanceof UnsupportedMethodError));
    assert.equal(server.connection.unsupportedMethods.size, 0);
  });

  it('fails everything in flight, waiting and backing off when the server is gone', async () => {
    const server = new ServerEnd(undefined, { delay: () => new Promise(() => undefined) });
    const read = (threadId: string): Promise<unknown> =>
      server.connection.request('thread/read', { threadId, includeTurns: false });
    const backingOff = read('first');
    await server.answer(0, overloaded);
    await server.settle();
    const others = Array.from({ length: 40 }, (_, index) => read(String(index)));
    await server.settle();
    const failures = [backingOff, ...others].map((each) => assert.rejects(each, TransportLostError));
    server.toClient.end();
    await Promise.all(failures);
    await assert.rejects(read('late'), TransportLostError);
    assert.equal(server.lost.length, 1);
  });

  it('delivers what the server said last before it tells the loss', async () => {
    const order: string[] = [];
    const server = new ServerEnd(undefined, {
      onNotification: ({ method }) => order.push(method),
      onLost: () => order.push('lost'),
    });
    const result = server.connection.request('model/list', {}).then(() => order.push('answered'));
    const { id } = await server.line(0);
    server.send({ method: 'a' }, { id, result: {} }, { method: 'b' });
    server.toClient.end();
    await result;
    await server.settle();
    assert.deepEqual(order, ['a', 'answered', 'b', 'lost']);
  });

  it('is lost when its input is destroyed', async () => {
    const server = new ServerEnd();
    const failed = assert.rejects(server.connection.request('model/list', {}), TransportLostError);
    server.toClient.destroy();
    await failed;
  });

  it('is lost when writing fails', async () => {
    const server = new ServerEnd();
    const result = server.connection.request('model/list', {});
    server.fromClient.destroy(new Error('EPIPE'));
    await assert.rejects(result, TransportLostError);
    assert.equal(server.lost.length, 1);
  });

  it('fails a request that can no longer be sent, though the server still speaks', async () => {
    const server = new ServerEnd();
    server.fromClient.destroy();
    await server.settle();
    await assert.rejects(server.connection.request('model/list', {}), TransportLostError);
    server.send({ method: 'last words' });
    await server.settle();
    assert.deepEqual(server.delivered, ['last words']);
  });

  it('delivers nothing after it was lost', async () => {
    const server = new ServerEnd();
    server.send({ method: 'a' }, { method: 'b' }, { id: 0, method: 'c' });
    server.connection.lose(new TransportLostError('stopped'));
    await server.settle();
    assert.deepEqual(server.delivered, []);
    assert.deepEqual(server.sent, []);
  });

  it('outlives lines that are no messages, and keeps their text out of the log above trace', async () => {
    const server = new ServerEnd();
    server.toClient.write('{"id": password\n[]\n\n');
    server.send({ method: 'warning', params: {} });
    await server.settle();
    assert.deepEqual(server.delivered, ['warning']);
    assert.equal(server.log.lines.filter((line) => line.startsWith('warn')).length, 2);
  });

  it('survives a notification handler that throws', async () => {
    const seen: string[] = [];
    const server = new ServerEnd(undefined, {
      onNotification: ({ method }) => {
        seen.push(method);
        throw new Error('bug');
      },
    });
    server.send({ method: 'warning' }, { method: 'error' });
    await server.settle();
    assert.deepEqual(seen, ['warning', 'error']);
    assert.ok(server.log.lines.some((line) => line.startsWith('error') && line.includes('bug')));
  });

  describe('deadlines', () => {
    beforeEach(() => mock.timers.enable({ apis: ['setTimeout'] }));
    afterEach(() => mock.timers.reset());

    it('gives up after the deadline of the method, and frees its place', async () => {
      const server = new ServerEnd();
      const failures = Array.from({ length: 32 }, () =>
        assert.rejects(server.connection.request('config/read', {} as never), RequestTimeoutError),
      );
      const next = server.connection.request('model/list', {});
      await server.settle();
      mock.timers.tick(30_001);
      await Promise.all(failures);
      await server.answer(32, { result: { data: [] } });
      assert.deepEqual(await next, { data: [] });
    });

    it('ignores the answer that comes after it', async () => {
      const server = new ServerEnd();
      const result = assert.rejects(
        server.connection.request('config/read', {} as never),
        RequestTimeoutError,
      );
      await server.settle();
      mock.timers.tick(30_001);
      await result;
      await server.answer(0, { result: {} });
      await server.settle();
      assert.equal(server.lost.length, 0);
    });

    it('waits for a program of the user as long as it takes', async () => {
      const server = new ServerEnd();
      const result = server.connection.request('command/exec', { command: ['sleep'] } as never);
      await server.settle();
      mock.timers.tick(60 * 60_000);
      await server.answer(0, { result: { exitCode: 0 } });
      assert.deepEqual(await result, { exitCode: 0 });
    });
  });
});
