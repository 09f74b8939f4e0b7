/**
 * A window's extension host without VS Code, in a process of its own that a test can kill: what the extension composes
 * for messages, on a state file and a codex home that outlive it. The test is its page, over the process's channel.
 */
import { randomUUID } from 'node:crypto';
import { Drafts } from '../../../src/panel/drafts.ts';
import { createMessageIntents } from '../../../src/panel/messageIntents.ts';
import { StateFile } from '../../../src/panel/stateFile.ts';
import { Surface } from '../../../src/panel/surface.ts';
import type { OutboxEntry } from '../../../src/shared/appState.ts';
import { MessageQueue } from '../../../src/threads/messageQueue.ts';
import { Outbox } from '../../../src/threads/outbox.ts';
import { composeHost } from '../../support/composeHost.ts';
import { createGate } from '../../support/gate.ts';
import type { WindowCommand, WindowOptions, WindowReport } from './windowHandle.ts';

const options = JSON.parse(process.argv[2] ?? '') as WindowOptions;
const report = (message: WindowReport): void => void process.send?.(message);

const { store, supervisor, broker, threads } = composeHost(options);
const file = new StateFile(options.stateFile, (error) => {
  throw error;
});
const outbox = new Outbox(
  store,
  threads,
  {
    load: () => file.get<OutboxEntry[]>('outbox') ?? [],
    save: (entries) => {
      if (!options.holdsEmptySave || entries.length > 0) return file.update('outbox', entries);
      report({ isSaveHeld: true });
      return createGate().opened;
    },
  },
  randomUUID,
);
const guardCancelled = createGate();
let hasAsked = options.guard === 'send';
const queue = new MessageQueue(store, outbox);
const drafts = new Drafts(file, randomUUID);
const surface = new Surface('sidebar', 'sidebar', store, drafts, file, () => ({
  sendWith: 'enter',
  followUp: 'queue',
}));
const messages = createMessageIntents({
  store,
  drafts,
  threads,
  outbox,
  queue,
  followUp: () => 'queue',
  guardUnsavedFiles: async () => {
    if (hasAsked) return 'send';
    hasAsked = true;
    report({ isGuardAsking: true });
    await guardCancelled.opened;
    return 'cancel';
  },
  updateWorkspace: () => undefined,
  surfaceOfDraft: (draftKey) => (surface.shownDraftKey === draftKey ? surface : undefined),
});

function tell(): void {
  const { outbox: entries, queuePauses, approvals, server } = store.getState();
  const { threadId, draftKey, draft } = surface.project();
  const turns = store.getState().threads[threadId ?? '']?.turns.map(({ status }) => status) ?? [];
  const asked = approvals.filter(({ status }) => status === 'pending').length;
  report({
    state: { outbox: entries, queuePauses, asked, server: server.kind, threadId, draftKey, draft, turns },
  });
}

async function prepare(): Promise<void> {
  const workspace = { kind: 'ready' as const, cwd: options.workspace, folders: [options.workspace] };
  store.dispatch([{ method: 'host/workspaceChanged', params: { workspace } }]);
  outbox.restore();
  const { shownThreadId } = surface;
  if (shownThreadId !== null) await threads.open(shownThreadId);
  else await threads.readPolicies(options.workspace);
  await outbox.verify();
  report({ isPrepared: true });
}

/** The user's messages of all threads, as codex has stored them. */
async function readHistory(): Promise<string[]> {
  const connection = await supervisor.ensureReady();
  const { data } = await connection.request('thread/list', {});
  const pages = await Promise.all(
    data.map(({ id }) =>
      connection.request('thread/turns/list', { threadId: id, limit: 50, itemsView: 'full' }),
    ),
  );
  return pages
    .flatMap((page) => page.data.flatMap(({ items }) => items))
    .flatMap((item) => (item.type === 'userMessage' ? item.content : []))
    .flatMap((input) => (input.type === 'text' ? input.text : []));
}

async function handle(command: WindowCommand): Promise<void> {
  switch (command.do) {
    case 'setDraft':
      return drafts.write(command.draftKey, command.text);
    case 'submit': {
      const { threadId, draftKey } = surface.project();
      const { text, inverted } = command;
      await messages.submit({ type: 'submit', threadId, draftKey, text, inverted }, surface);
      return report({ isSubmitted: true });
    }
    case 'retry':
      return messages.retry(command.clientId);
    case 'queue':
      return messages.queue(command.intent);
    case 'cancelGuard':
      return guardCancelled.open();
    case 'decline':
      for (const { id } of store.getState().approvals) broker.answer(id, 'decline');
      return undefined;
    case 'flush':
      await file.update('flushed', command.id);
      return report({ flushed: command.id });
    case 'restart':
      await supervisor.restart();
      return prepare();
    case 'history':
      return report({ history: await readHistory() });
    case 'close':
      await supervisor.dispose();
      process.exit(0);
  }
}

store.subscribe(tell);
surface.onDidChange(tell);
process.on('message', (command: WindowCommand) => void handle(command).then(tell));
tell();
await prepare();
