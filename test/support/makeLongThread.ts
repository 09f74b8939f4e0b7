import { appendFile, readFile } from 'node:fs/promises';
import { BareClient } from './bareClient.ts';
import { textInput } from './textInput.ts';

export interface LongThreadOptions {
  /** The codex binary (absolute). */
  readonly codexPath: string;
  /** Whose threads it is one of (absolute); its codex talks to a scripted model. */
  readonly codexHome: string;
  readonly cwd: string;
  /** What starts the thread: its turn must end by itself. */
  readonly firstMessage: string;
  /** How many turns come after that one. */
  readonly turns: number;
  /** Items of each turn, of which the first is the user's message and the last codex's answer. */
  readonly itemsPerTurn: number;
}

type Line = Readonly<Record<string, unknown>>;

const firstMs = Date.UTC(2026, 0, 1);

function answer(text: string, id: string): Line {
  return { type: 'AgentMessage', id, content: [{ type: 'Text', text }] };
}

/** What an item between a question and its answer is, by its place: reasoning, command, patch, message, and again. */
function workItem(turn: number, index: number, id: string): Line {
  switch (index % 4) {
    case 1:
      return { type: 'Reasoning', id, summary_text: [`**Part ${turn}**\n\nLooking at it.`], raw_content: [] };
    case 2:
      return {
        type: 'CommandExecution',
        id,
        process_id: null,
        command: ['/bin/bash', '-lc', `node test/part${turn}.mjs`],
        cwd: 'file:///workspace',
        parsed_cmd: [{ type: 'unknown', cmd: `node test/part${turn}.mjs` }],
        source: 'agent',
        status: 'completed',
        aggregated_output: `check of part ${turn}: ok\n`.repeat(12),
        exit_code: 0,
        duration: { secs: 0, nanos: 38_000_000 },
      };
    case 3: {
      const unified_diff = `@@ -1,3 +1,3 @@\n first\n-const old = ${turn};\n+const next = ${turn};\n third\n`;
      const changes = {
        [`/workspace/src/part${turn}.ts`]: { type: 'update', unified_diff, move_path: null },
      };
      return { type: 'FileChange', id, changes, status: 'completed', auto_approved: true };
    }
    default:
      return answer(
        `The **part ${turn}** is in \`src/part${turn}.ts\`:\n\n- it reads *once*\n- it is short`,
        id,
      );
  }
}

function itemsOf(turn: number, count: number): Line[] {
  const id = (index: number): string => `made-${turn}-${index}`;
  const question = {
    type: 'UserMessage',
    id: id(0),
    client_id: id(0),
    content: [textInput(`Question ${turn}`)],
  };
  const work = Array.from({ length: count - 2 }, (_, index) => workItem(turn, index + 1, id(index + 1)));
  return [question, ...work, answer(`Answer ${turn}\n\nendofturn${turn}`, id(count - 1))];
}

/** The lines of finished turns, as codex would have written them after the known ones. */
function toLines(known: readonly string[], threadId: string, turns: number, itemsPerTurn: number): string[] {
  let ordinal = known.length;
  const line = (timeMs: number, payload: Line): string => {
    const timestamp = new Date(timeMs).toISOString();
    return `${JSON.stringify({ timestamp, ordinal: ordinal++, type: 'event_msg', payload })}\n`;
  };
  return Array.from({ length: turns }, (_, index) => {
    const turn = index + 1;
    const timeMs = firstMs + turn * 1000;
    const turnId = `01a00000-0000-7000-8000-${String(turn).padStart(12, '0')}`;
    const ids = { turn_id: turnId, root_turn_id: turnId };
    const place = { thread_id: threadId, turn_id: turnId };
    const times = { started_at_ms: timeMs, completed_at_ms: timeMs + 500 };
    const started = { started_at: timeMs / 1000 };
    const end = {
      last_agent_message: `Answer ${turn}`,
      ...started,
      completed_at: timeMs / 1000,
      duration_ms: 500,
    };
    return [
      line(timeMs, { type: 'task_started', ...ids, ...started, collaboration_mode_kind: 'default' }),
      ...itemsOf(turn, itemsPerTurn).map((item) =>
        line(timeMs, { type: 'item_completed', ...place, item, ...times }),
      ),
      line(timeMs, { type: 'task_complete', ...ids, ...end }),
    ].join('');
  });
}

/**
 * Makes a stored thread long without running its turns: the first one is run, the others are written into its rollout
 * file. Turn n (from 1) asks `Question n` and is answered `Answer n`; its last word is `endofturn<n>`. Resolves with the
 * thread's id when codex has taken them in and let go of the thread.
 */
export async function makeLongThread(options: LongThreadOptions): Promise<string> {
  const { codexPath, codexHome, cwd, firstMessage, turns, itemsPerTurn } = options;
  const runner = new BareClient(codexPath, codexHome);
  await runner.initialize();
  const { thread } = (await runner.request('thread/start', { cwd })) as {
    thread: { id: string; path: string };
  };
  const threadId = thread.id;
  const ended = runner.next(({ method }) => method === 'turn/completed');
  const input = [textInput(firstMessage)];
  await runner.request('turn/start', { threadId, input });
  await ended;
  await runner.close();

  const known = (await readFile(thread.path, 'utf8')).trimEnd().split('\n');
  await appendFile(thread.path, toLines(known, threadId, turns, itemsPerTurn).join(''));
  // Only a resume makes codex read what it did not write itself.
  const reader = new BareClient(codexPath, codexHome);
  await reader.initialize();
  await reader.request('thread/resume', { threadId, excludeTurns: true });
  await reader.close();
  return threadId;
}
