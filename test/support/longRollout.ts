import { appendFile, readFile } from 'node:fs/promises';

export interface LongRolloutOptions {
  /** How many turns to add. */
  readonly turns: number;
  /** Items of each turn, of which the first is the user's message and the last codex's answer; default 2. */
  readonly itemsPerTurn?: number;
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
    content: [{ type: 'text', text: `Question ${turn}`, text_elements: [] }],
  };
  const work = Array.from({ length: count - 2 }, (_, index) => workItem(turn, index + 1, id(index + 1)));
  return [question, ...work, answer(`Answer ${turn}\n\nendofturn${turn}`, id(count - 1))];
}

/**
 * Makes a stored thread long without running its turns: appends finished turns to its rollout file (absolute), whose
 * thread has at least one turn and is held by no process. Turn n (from 1) asks `Question n` and ends with `endofturn<n>`.
 */
export async function appendTurns(
  file: string,
  { turns, itemsPerTurn = 2 }: LongRolloutOptions,
): Promise<void> {
  const known = (await readFile(file, 'utf8')).trimEnd().split('\n');
  const { payload } = JSON.parse(known[0] ?? '') as { payload: { id: string } };
  let ordinal = known.length;
  const line = (timeMs: number, body: Line): string =>
    `${JSON.stringify({ timestamp: new Date(timeMs).toISOString(), ordinal: ordinal++, type: 'event_msg', payload: body })}\n`;
  const lines: string[] = [];
  for (let turn = 1; turn <= turns; turn++) {
    const timeMs = firstMs + turn * 1000;
    const turn_id = `01a00000-0000-7000-8000-${String(turn).padStart(12, '0')}`;
    const ids = { turn_id, root_turn_id: turn_id };
    const times = { started_at_ms: timeMs, completed_at_ms: timeMs + 500 };
    const started_at = Math.floor(timeMs / 1000);
    lines.push(
      line(timeMs, {
        type: 'task_started',
        ...ids,
        started_at,
        model_context_window: 258_400,
        collaboration_mode_kind: 'default',
      }),
    );
    for (const item of itemsOf(turn, itemsPerTurn))
      lines.push(line(timeMs, { type: 'item_completed', thread_id: payload.id, turn_id, item, ...times }));
    lines.push(
      line(timeMs + 500, {
        type: 'task_complete',
        ...ids,
        last_agent_message: `Answer ${turn}`,
        started_at,
        completed_at: started_at,
        duration_ms: 500,
      }),
    );
  }
  await appendFile(file, lines.join(''));
}
