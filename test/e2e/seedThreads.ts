import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { BareClient } from '../support/bareClient.ts';
import { oldestCodex, pinnedCodex } from '../support/codexBinary.ts';
import type { Demo } from '../support/demo.ts';
import { textInput } from '../support/textInput.ts';

/** A codex beside the window's, on the same home: another window, or another editor. */
export interface OtherCodex {
  readonly client: BareClient;
  /** Runs a first turn in a folder to its end; the thread is stored then. Resolves with its id. */
  start(cwd: string, text: string, overrides?: Readonly<Record<string, unknown>>): Promise<string>;
  /** Sends a message, or a whole input, and resolves when the turn it began has ended; `react` gets its id. */
  send(
    threadId: string,
    input: string | readonly unknown[],
    react?: (turnId: string) => unknown,
  ): Promise<void>;
}

async function codexOf(): Promise<string> {
  return process.env.CODEX_CHAT_TEST_OLDEST === '1' ? oldestCodex() : pinnedCodex();
}

/** Starts another codex on a demo's home. Close its client. */
export async function startOtherCodex(demo: Demo): Promise<OtherCodex> {
  const client = new BareClient(await codexOf(), demo.codexHome ?? '');
  await client.initialize();
  const send: OtherCodex['send'] = async (threadId, input, react) => {
    const ended = client.next(
      ({ method, params }) => method === 'turn/completed' && params?.threadId === threadId,
    );
    const content = typeof input === 'string' ? [textInput(input)] : input;
    const { turn } = (await client.request('turn/start', { threadId, input: content })) as {
      turn: { id: string };
    };
    await react?.(turn.id);
    await ended;
  };
  return {
    client,
    send,
    start: async (cwd, text, overrides = {}) => {
      const { thread } = (await client.request('thread/start', { cwd, ...overrides })) as {
        thread: { id: string };
      };
      await send(thread.id, text);
      return thread.id;
    },
  };
}

/** Runs `codex exec` with a prompt in a folder, on a demo's home, as a script would. */
export async function runCodexExec(demo: Demo, cwd: string, prompt: string): Promise<void> {
  const env = { ...process.env, CODEX_HOME: demo.codexHome };
  const args = ['exec', '--skip-git-repo-check', prompt];
  const run = promisify(execFile)(await codexOf(), args, { cwd, env });
  run.child.stdin?.end();
  await run;
}
