import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { readConversation, type ModelRequest } from './modelRequest.ts';
import type { ScriptStep } from './responseEvents.ts';

/** A plain HTTP answer instead of a stream: how a model service refuses. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
}

/** A stream with further response headers (rate limits come that way). */
export interface StreamAnswer {
  readonly headers: Readonly<Record<string, string>>;
  readonly steps: Steps;
}

/** A stream encoded before, written as fast as codex takes it: for measurements, where making it must cost nothing. */
export interface EncodedAnswer {
  /** Server-sent events as text. */
  readonly pieces: Iterable<string>;
}

export type Steps = Iterable<ScriptStep> | AsyncIterable<ScriptStep>;

/**
 * Answers one request: with steps (an array, a generator, or an async generator, which may await a promise of the
 * test between two steps), or with a plain HTTP answer. It must not keep state between requests: codex also asks
 * for compaction and titles, and asks again after failures.
 */
export type ModelScript = (request: ModelRequest) => Answer | Promise<Answer>;

type Answer = Steps | StreamAnswer | EncodedAnswer | HttpAnswer;

export interface ScriptedModel {
  readonly port: number;
  /** The base URL for `model_providers.*.base_url`. */
  readonly url: string;
  /** Every request so far, oldest first. */
  readonly requests: readonly ModelRequest[];
  /** What went wrong inside the script, if anything: codex only sees a lost connection then. */
  readonly scriptErrors: readonly unknown[];
  /** Drops open connections and ends the server. */
  close(): Promise<void>;
}

/**
 * Starts a model service on 127.0.0.1 (a free port) which speaks the Responses API with server-sent events, so
 * that the real codex runs real turns without an account or a network. The caller closes it.
 */
export async function startScriptedModel(script: ModelScript): Promise<ScriptedModel> {
  const requests: ModelRequest[] = [];
  const scriptErrors: unknown[] = [];
  const server = createServer((incoming, response) => {
    void answer(incoming, response).catch((error: unknown) => {
      scriptErrors.push(error);
      response.destroy();
    });
  });
  const answer = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (incoming.method !== 'POST' || !incoming.url?.endsWith('/responses')) {
      response.writeHead(404).end('{}');
      return;
    }
    const hungUp = new AbortController();
    response.once('close', () => hungUp.abort());
    const body = JSON.parse(await readBody(incoming)) as Record<string, unknown>;
    const request = { ...readConversation(body), body, headers: incoming.headers, signal: hungUp.signal };
    requests.push(request);
    await write(response, await script(request), hungUp.signal);
  };
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const close = async (): Promise<void> => {
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  };
  return { port, url: `http://127.0.0.1:${port}/v1`, requests, scriptErrors, close };
}

export interface CodexHomeOptions {
  /** The scripted model's port. */
  readonly port: number;
  /**
   * The slug codex thinks it talks to; default `gpt-6.1-sol`. An unknown slug loses the apply_patch tool: the oldest
   * supported codex needs `gpt-5.5`.
   */
  readonly model?: string;
  /** Lines at the top, where keys outside a table belong. */
  readonly extraToml?: string;
  /** Lines at the end, where tables belong. */
  readonly extraTables?: string;
}

/**
 * Writes the `config.toml` of a throw-away codex home (made if missing) whose only provider is the scripted model
 * at `port`. It asks for no credentials and never retries, so failures show at once.
 */
export async function writeCodexHome(dir: string, options: CodexHomeOptions): Promise<void> {
  const config = `${options.extraToml ?? ''}
model = "${options.model ?? 'gpt-6.1-sol'}"
model_provider = "scripted"

[model_providers.scripted]
name = "scripted"
base_url = "http://127.0.0.1:${options.port}/v1"
wire_api = "responses"
request_max_retries = 0
stream_max_retries = 0

[tools.update_plan]
enabled = true

${options.extraTables ?? ''}
`;
  await mkdir(dir, { recursive: true });
  await writeFile(path.join(dir, 'config.toml'), config);
}

async function readBody(incoming: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of incoming) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

async function write(response: ServerResponse, answer: Answer, signal: AbortSignal): Promise<void> {
  if ('status' in answer) {
    response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers });
    response.end(JSON.stringify(answer.json ?? {}));
    return;
  }
  if ('pieces' in answer) {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    await pipeline(answer.pieces, response, { signal }).catch((error: unknown) => {
      if (!signal.aborted) throw error;
    });
    return;
  }
  const { headers, steps } = 'steps' in answer ? answer : { headers: {}, steps: answer };
  response.writeHead(200, { 'content-type': 'text/event-stream', ...headers });
  for await (const step of steps) {
    // Leaving the loop ends the generator, so its `finally` blocks run.
    if (signal.aborted) return;
    if (step === 'cut') {
      await cut(response);
      return;
    }
    if (typeof step === 'number') await delay(step, undefined, { signal }).catch(() => undefined);
    else response.write(`event: ${step.type}\ndata: ${JSON.stringify(step)}\n\n`);
  }
  response.end();
}

/** What was written must have left before the connection drops, or codex sees none of it. */
async function cut(response: ServerResponse): Promise<void> {
  await delay(50);
  response.destroy();
}
