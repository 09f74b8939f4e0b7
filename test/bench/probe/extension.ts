import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { Session } from 'node:inspector/promises';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import * as vscode from 'vscode';
import { collectGarbage } from '../collectGarbage.ts';
import { openNotingPanel } from './openNotingPanel.ts';
import { watchEmptyView } from './watchEmptyView.ts';
import { openBareRelay } from './bareRelay.ts';
import { openBareThread, type BareThread } from './bareThread.ts';
import { hookExtension } from './hookExtension.ts';
import { hookProcesses } from './hookProcesses.ts';
import { hookTimers } from './hookTimers.ts';
import type { Counters, EpochMs, ProbeApi } from './probeApi.ts';

const sampleEveryMs = 50;
const wordPattern = /\bw\d+;/g;

function now(): EpochMs {
  return performance.timeOrigin + performance.now();
}

function createProbe(): ProbeApi {
  let counters: Counters = { timers: 0, processes: 0, wireBytes: 0, peakRssBytes: 0 };
  let words: Record<string, EpochMs> | undefined;
  let countsTimers = false;
  let sampling: NodeJS.Timeout | undefined;
  let profiler: Session | undefined;
  let postBare: (() => Promise<void>) | undefined;
  let closeRelay: (() => Promise<void>) | undefined;
  let bareThread: BareThread | undefined;
  let awaited = { text: '', readAt: null as EpochMs | null };
  let threadId: string | null = null;
  const requests = new Map<string, EpochMs>();
  const startBare = watchEmptyView();
  const count = (change: Partial<Counters>): void => {
    counters = { ...counters, ...change };
  };

  const activation = hookExtension();
  hookTimers(
    () => countsTimers,
    () => count({ timers: counters.timers + 1 }),
  );
  hookProcesses({
    onSpawn: () => count({ processes: counters.processes + 1 }),
    onRead: (chunk) => {
      count({ wireBytes: counters.wireBytes + Buffer.byteLength(chunk) });
      if (awaited.text !== '' && awaited.readAt === null && chunk.includes(awaited.text))
        awaited.readAt = now();
      if (!words) return;
      for (const [word] of chunk.toString().matchAll(wordPattern)) words[word] ??= now();
    },
    onWrite: (chunk) => {
      count({ wireBytes: counters.wireBytes + Buffer.byteLength(chunk) });
      const text = chunk.toString().slice(0, 2000);
      const method = /"method":"([^"]+)"/.exec(text)?.[1];
      if (method) requests.set(method, now());
      if (method === 'turn/start') threadId = /"threadId":"([^"]+)"/.exec(text)?.[1] ?? null;
    },
  });

  return {
    execute: async (command) => void (await vscode.commands.executeCommand(command)),
    openThread: async (opened) => {
      const clickedAt = now();
      await vscode.commands.executeCommand('codexChat.thread.open', opened);
      return clickedAt;
    },
    usage: () => {
      const { user, system } = process.cpuUsage();
      const { rss, heapUsed } = process.memoryUsage();
      return { cpuMs: (user + system) / 1000, rssBytes: rss, heapBytes: heapUsed };
    },
    heapAfterGc: () => {
      collectGarbage();
      collectGarbage();
      return process.memoryUsage().heapUsed;
    },
    resetCounters: ({ watch }) => {
      countsTimers = watch === 'timers';
      clearInterval(sampling);
      count({ timers: 0, processes: 0, wireBytes: 0, peakRssBytes: process.memoryUsage.rss() });
      if (watch !== 'memory') return;
      const sample = (): void =>
        count({ peakRssBytes: Math.max(counters.peakRssBytes, process.memoryUsage.rss()) });
      sampling = setInterval(sample, sampleEveryMs);
    },
    counters: () => counters,
    activation,
    startWords: () => {
      words = {};
    },
    stopWords: () => {
      const seen = words ?? {};
      words = undefined;
      return seen;
    },
    startReads: (text) => {
      awaited = { text, readAt: null };
    },
    firstReadAt: () => awaited.readAt,
    lastThreadId: () => threadId,
    requestedAt: (method) => requests.get(method) ?? null,
    startBare: () => startBare,
    openBarePanel: async () => {
      postBare = openNotingPanel();
    },
    postBare: async () => postBare?.(),
    openBareRelay: async (options) => {
      closeRelay = await openBareRelay(options);
    },
    closeBareRelay: async () => closeRelay?.(),
    openBareThread: async ({ codexPath, codexHome }) => {
      bareThread = await openBareThread(codexPath, codexHome);
    },
    showBareThread: async (shown) => (await bareThread?.show(shown)) ?? Number.NaN,
    closeBareThread: async () => bareThread?.close(),
    startProfile: async () => {
      profiler = new Session();
      profiler.connect();
      await profiler.post('Profiler.enable');
      await profiler.post('Profiler.start');
    },
    stopProfile: async () => {
      if (!profiler) throw new Error('No profile was started.');
      const { profile } = await profiler.post('Profiler.stop');
      profiler.disconnect();
      return profile;
    },
  };
}

/** Serves the probe on a free port and writes that port to `hosts/<pid>` beside this file. */
export function activate(context: vscode.ExtensionContext): void {
  const probe = createProbe() as unknown as Record<string, (argument: unknown) => unknown>;
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const method = (request.url ?? '').slice(1);
      const body = Buffer.concat(parts).toString('utf8');
      void Promise.resolve()
        .then(() => probe[method]?.(body === '' ? undefined : JSON.parse(body)))
        .then(
          (result) => response.end(JSON.stringify(result ?? null)),
          (error: unknown) => response.writeHead(500).end(String(error)),
        );
    });
  });
  server.listen(0, '127.0.0.1', () => {
    const hosts = path.join(__dirname, 'hosts');
    mkdirSync(hosts, { recursive: true });
    writeFileSync(path.join(hosts, String(process.pid)), String((server.address() as AddressInfo).port));
  });
  context.subscriptions.push({ dispose: () => server.close() });
}
