/** What an item of a made-up thread is, by its place in its turn. */
function item(turn: number, index: number, itemsPerTurn: number): Record<string, unknown> {
  const id = `made-${turn}-${index}`;
  const times = {
    startedAtMs: 1_700_000_000_000 + turn * 1000,
    completedAtMs: 1_700_000_000_500 + turn * 1000,
  };
  if (index === 0) {
    const content = [
      { type: 'text', text: `Question ${turn}: what does part ${turn} do?`, text_elements: [] },
    ];
    return { type: 'userMessage', id, clientId: id, content, ...times };
  }
  if (index === itemsPerTurn - 1)
    return message(id, `Answer ${turn}. ${prose(turn)}\n\nendofturn${turn}`, times);
  switch (index % 4) {
    case 1:
      return {
        type: 'reasoning',
        id,
        summary: [`**Part ${turn}**\n\nLooking at it.`],
        content: [],
        ...times,
      };
    case 2:
      return command(id, turn, times);
    case 3:
      return patch(id, turn, times);
    default:
      return message(id, prose(turn + index), times);
  }
}

function prose(seed: number): string {
  return `The **part ${seed}** is in \`src/part${seed}.ts\`:\n\n- it reads *once*\n- it answers in ${seed} ms\n\n\`\`\`ts\nexport const part${seed} = ${seed};\n\`\`\``;
}

function message(id: string, text: string, times: object): Record<string, unknown> {
  const rest = { moderation: null, phase: null, memoryCitation: null, delivery: null, questions: null };
  return { type: 'agentMessage', id, text, ...rest, ...times };
}

function command(id: string, turn: number, times: object): Record<string, unknown> {
  const line = `node test/part${turn}.mjs`;
  return {
    type: 'commandExecution',
    id,
    pluginId: null,
    scriptPath: null,
    command: `/bin/bash -lc '${line}'`,
    cwd: '/workspace',
    processId: null,
    source: 'agent',
    status: 'completed',
    commandActions: [{ type: 'unknown', command: line }],
    aggregatedOutput: Array.from({ length: 12 }, (_, check) => `check ${check} of part ${turn}: ok\n`).join(
      '',
    ),
    exitCode: 0,
    durationMs: 120,
    ...times,
  };
}

function patch(id: string, turn: number, times: object): Record<string, unknown> {
  const diff = `@@ -1,3 +1,3 @@\n first\n-const old = ${turn};\n+const next = ${turn};\n third\n`;
  const changes = [
    { path: `/workspace/src/part${turn}.ts`, kind: { type: 'update', move_path: null }, diff },
  ];
  return { type: 'fileChange', id, changes, status: 'completed', ...times };
}

function line(method: string, params: Record<string, unknown>): string {
  return JSON.stringify({ method, params, emittedAtMs: 1_700_000_000_000 });
}

function turnEvent(method: string, threadId: string, turnId: string, status: string): string {
  const isOver = status !== 'inProgress';
  const times = { startedAt: 1_700_000_000, completedAt: isOver ? 1_700_000_001 : null };
  const turn = { id: turnId, rootTurnId: turnId, items: [], itemsView: 'notLoaded', status, error: null };
  return line(method, { threadId, turn: { ...turn, ...times, durationMs: isOver ? 1000 : null } });
}

/** Finished turns of a thread, as codex tells of them. The last answer ends with `endofturn<last>`. */
export function turnLines(threadId: string, turns: number, itemsPerTurn: number): readonly string[] {
  return Array.from({ length: turns }, (_, turn) => {
    const turnId = `made-turn-${turn}`;
    const items = Array.from({ length: itemsPerTurn }, (_item, index) =>
      line('item/completed', {
        item: item(turn, index, itemsPerTurn),
        threadId,
        turnId,
        contentTokenCount: null,
        completedAtMs: 1_700_000_000_500,
      }),
    );
    return [
      turnEvent('turn/started', threadId, turnId, 'inProgress'),
      ...items,
      turnEvent('turn/completed', threadId, turnId, 'completed'),
    ];
  }).flat();
}

/** A turn with one message that grows: what opens it, its deltas, and what closes it. The last word is `end`. */
export function growingTurn(
  threadId: string,
  name: string,
  deltas: number,
  end: string,
): { open: readonly string[]; deltas: readonly string[]; close: readonly string[] } {
  const turnId = `growing-${name}`;
  const place = { threadId, turnId };
  const itemId = `growing-message-${name}`;
  const texts = Array.from({ length: deltas }, (_, index) => (index + 1 < deltas ? `word ${index} ` : end));
  const times = { startedAtMs: 1_700_000_000_000, completedAtMs: null };
  return {
    open: [
      turnEvent('turn/started', threadId, turnId, 'inProgress'),
      line('item/started', { ...place, item: message(itemId, '', times), startedAtMs: 1_700_000_000_000 }),
    ],
    deltas: texts.map((delta) => line('item/agentMessage/delta', { ...place, itemId, delta })),
    close: [
      line('item/completed', {
        ...place,
        item: message(itemId, texts.join(''), times),
        contentTokenCount: null,
        completedAtMs: 1_700_000_000_500,
      }),
      turnEvent('turn/completed', threadId, turnId, 'completed'),
    ],
  };
}
