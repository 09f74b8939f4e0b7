/**
 * `npm run record`: runs the scenarios of `test/support/sessionScenarios.ts` on the pinned codex and writes their
 * wire logs into `test/fixtures/sessions`. Names of scenarios as arguments record only those.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { BareClient, type WireLine } from '../support/bareClient.ts';
import { repositoryRoot } from '../support/cache.ts';
import { pinnedCodex } from '../support/codexBinary.ts';
import { startScriptedModel, writeCodexHome } from '../support/scriptedModel.ts';
import { sessionScenarios, type SessionScenario } from '../support/sessionScenarios.ts';
import { textInput } from '../support/textInput.ts';

const outDir = path.join(repositoryRoot, 'test', 'fixtures', 'sessions');
const approvals = ['item/commandExecution/requestApproval', 'item/fileChange/requestApproval'];

async function createWorkspace(dir: string): Promise<void> {
  await mkdir(dir, { recursive: true });
  await writeFile(path.join(dir, 'update.txt'), 'first\nsecond\nthird\n');
  await writeFile(path.join(dir, 'gone.txt'), 'delete me\n');
  await writeFile(path.join(dir, 'old-name.txt'), 'before\n');
}

async function runScenario(scenario: SessionScenario, client: BareClient, cwd: string): Promise<void> {
  await client.initialize();
  const start = { cwd, approvalPolicy: 'on-request', sandbox: 'read-only' };
  const { thread } = (await client.request('thread/start', start)) as { thread: { id: string } };
  client.onMessage((message) => {
    if (scenario.decision && message.method && approvals.includes(message.method))
      client.send({ id: message.id, result: { decision: scenario.decision } });
    const result = message.id !== undefined && message.method && scenario.answer?.(message);
    if (result) client.send({ id: message.id, result });
    scenario.react?.(client, message, thread.id);
  });
  for (const [index, text] of scenario.prompts.entries()) {
    const ended = client.next(({ method }) => method === 'turn/completed');
    const input = [textInput(text)];
    await client.request('turn/start', {
      threadId: thread.id,
      input,
      clientUserMessageId: `client-${index}`,
    });
    await ended;
  }
  await client.request('thread/turns/list', { threadId: thread.id, sortDirection: 'asc', itemsView: 'full' });
}

/** Takes this machine out of a log: its folders, and the machine's name for its system. */
function anonymise(log: readonly WireLine[], cwd: string, home: string): string {
  const text = log.map((line) => JSON.stringify(line)).join('\n');
  return `${text.replaceAll(cwd, '/workspace').replaceAll(home, '/home/user/.codex')}\n`.replaceAll(
    /"userAgent":"[^"]*"/g,
    '"userAgent":"codex"',
  );
}

async function record(scenario: SessionScenario): Promise<void> {
  const root = await mkdtemp(path.join(os.tmpdir(), 'codex-chat-record-'));
  const cwd = path.join(root, 'workspace');
  const home = path.join(root, 'home');
  const model = await startScriptedModel(scenario.script);
  try {
    await createWorkspace(cwd);
    await writeCodexHome(home, { port: model.port, extraTables: scenario.configTables ?? '' });
    const client = new BareClient(pinnedCodex(), home);
    await runScenario(scenario, client, cwd).finally(() => client.close());
    await mkdir(outDir, { recursive: true });
    await writeFile(path.join(outDir, `${scenario.name}.jsonl`), anonymise(client.log, cwd, home));
    console.log(`recorded ${scenario.name}: ${client.log.length} lines`);
  } finally {
    await model.close();
    await rm(root, { recursive: true, force: true });
  }
}

const names = process.argv.slice(2);
for (const scenario of sessionScenarios)
  if (names.length === 0 || names.includes(scenario.name)) await record(scenario);
