import type { Browser } from 'playwright-core';
import { initialAppState, type AppEvent, type AppState } from '../../src/shared/appState.ts';
import type { SurfaceState } from '../../src/shared/messages.ts';
import { reduceApp } from '../../src/shared/reduceApp.ts';
import type { ThreadState, ThreadSummary, TurnState } from '../../src/shared/thread/threadState.ts';
import { turnLines } from '../bench/threadLines.ts';
import { openBarePage, type BarePage } from './barePage.ts';

/** The thread that is shown. */
export const threadId = 'long';

/** What lists know of a thread of that id. */
export function summaryOf(id: string): ThreadSummary {
  return {
    id,
    name: 'Long',
    preview: '',
    cwd: '/workspace',
    parentThreadId: null,
    status: { type: 'idle' },
    model: null,
    modelProvider: null,
    effort: null,
    ephemeral: false,
    createdAtMs: 0,
  };
}

const summary = summaryOf(threadId);

/** The turns of a thread as codex would have told of them. */
export function makeTurns(count: number, itemsPerTurn: number): readonly TurnState[] {
  const seen: AppEvent = { method: 'host/threadSeen', params: { summary, history: 'complete' } };
  const events = turnLines(threadId, count, itemsPerTurn).map((line) => JSON.parse(line) as AppEvent);
  return [seen, ...events].reduce(reduceApp, initialAppState).threads[threadId]?.turns ?? [];
}

interface LongThreadOptions {
  readonly browser: Browser;
  readonly turns: readonly TurnState[];
  /** How many turns the page gets first, and with each page. */
  readonly shown?: number;
  readonly pageSize?: number;
  readonly width?: number;
  readonly height?: number;
  /** What the page stored before a reload, as JSON. */
  readonly stored?: string;
  /** What else is to be in the state. */
  readonly app?: Partial<AppState>;
  /** Decides whether a request for older turns fails. */
  readonly fails?: () => boolean;
}

/** A page that shows the tail of a long thread, and a host that sends older turns when they are asked for. */
export function openLongThread(options: LongThreadOptions): Promise<BarePage> {
  const { turns, shown = 10, pageSize = 20, app, fails, ...rest } = options;
  const tail = turns.slice(-shown);
  const thread: ThreadState = {
    id: threadId,
    turns: tail,
    notices: [],
    settled: [],
    autoReviews: [],
    tokenUsage: null,
    history: tail.length < turns.length ? 'partial' : 'complete',
    historyError: null,
  };
  const state: SurfaceState = {
    surfaceId: 'sidebar',
    kind: 'sidebar',
    app: {
      ...initialAppState,
      server: { kind: 'ready', version: '1', path: '/codex' },
      workspace: { kind: 'ready', cwd: '/workspace', folders: ['/workspace'] },
      account: { kind: 'ready' },
      summaries: { [threadId]: summary },
      threads: { [threadId]: thread },
      ...app,
    },
    threadId,
    draftKey: 'draft',
    draft: '',
    sendWith: 'enter',
    followUp: 'queue',
  };
  const sendOlder = async (bare: BarePage): Promise<void> => {
    const held = bare.state().app.threads[threadId]?.turns ?? [];
    await bare.send({ method: 'host/historyRequested', params: { threadId } });
    if (fails?.()) {
      await bare.send({ method: 'host/historyFailed', params: { threadId, message: 'no disk' } });
      return;
    }
    const end = turns.findIndex(({ id }) => id === held[0]?.id);
    const older = turns.slice(Math.max(0, end - pageSize), end);
    const history = end - pageSize > 0 ? 'partial' : 'complete';
    await bare.send({
      method: 'host/turnsShown',
      params: { threadId, turns: older, history, historyError: null },
    });
  };
  return openBarePage({
    ...rest,
    state,
    onIntent: (intent, bare) => {
      const asks = intent.type === 'loadOlder';
      const again = intent.type === 'runAction' && intent.action === 'reloadThread';
      if (asks || again) void sendOlder(bare);
    },
  });
}
