import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { UnreadThreads } from '../../../src/panel/unreadThreads.ts';
import type { Turn } from '../../../src/protocol/index.ts';
import { shownStatus } from '../../../src/shared/thread/list/shownStatus.ts';
import { summaryOf } from '../approvals/summaries.ts';
import { surfaceParts } from './surfaceParts.ts';

function setUp() {
  const { storage, open } = surfaceParts();
  const openWindow = () => {
    const parts = open();
    const { store, surfaces } = parts;
    const window = { isFocused: true, tell: () => {} };
    const unread = new UnreadThreads({
      store,
      surfaces,
      storage,
      isWindowFocused: () => window.isFocused,
      onDidChangeWindowFocus: (listener) => {
        window.tell = listener;
        return { dispose: () => {} };
      },
    });
    for (const id of ['T', 'S'])
      store.dispatch([
        { method: 'host/threadSeen', params: { summary: summaryOf(id), history: 'complete' } },
      ]);
    const end = (threadId: string, status: Turn['status'] = 'completed'): void => {
      const turn: Turn = {
        id: `turn of ${threadId}`,
        rootTurnId: `turn of ${threadId}`,
        status,
        items: [],
        itemsView: 'full',
        error: null,
        startedAt: null,
        completedAt: null,
        durationMs: null,
      };
      store.dispatch([{ method: 'turn/completed', params: { threadId, turn } }]);
    };
    const setFocus = (isFocused: boolean): void => {
      window.isFocused = isFocused;
      window.tell();
    };
    return { ...parts, unread, end, setFocus, ids: () => store.getState().unread };
  };
  return { storage, openWindow };
}

describe('UnreadThreads', () => {
  it('marks a thread that ends a turn behind another one, until it is shown', () => {
    const { surfaces, end, ids, store } = setUp().openWindow();
    surfaces.sidebar.show('S');
    surfaces.setVisible(surfaces.sidebar, true);
    end('S');
    assert.deepEqual(ids(), []);
    end('T');
    assert.deepEqual(ids(), ['T']);
    assert.equal(shownStatus(store.getState(), 'T'), 'unread');
    surfaces.sidebar.show('T');
    assert.deepEqual(ids(), []);
    assert.equal(shownStatus(store.getState(), 'T'), 'idle');
  });

  it('a visible thread counts as seen only in a window with the focus', () => {
    const { surfaces, end, ids, setFocus } = setUp().openWindow();
    surfaces.sidebar.show('T');
    surfaces.setVisible(surfaces.sidebar, true);
    setFocus(false);
    end('T');
    assert.deepEqual(ids(), ['T']);
    setFocus(true);
    assert.deepEqual(ids(), []);
  });

  it('a thread shown in a hidden tab is read when the tab comes up', () => {
    const { surfaces, end, ids } = setUp().openWindow();
    const tab = surfaces.openTab('tab');
    tab.show('T');
    end('T', 'failed');
    assert.deepEqual(ids(), ['T']);
    surfaces.setVisible(tab, true);
    assert.deepEqual(ids(), []);
  });

  it('a turn that the person stopped brings nothing new', () => {
    const { end, ids } = setUp().openWindow();
    end('T', 'interrupted');
    assert.deepEqual(ids(), []);
  });

  it('outlives the window, also when a turn ends before what is stored was asked for', () => {
    const { openWindow, storage } = setUp();
    openWindow().end('S');
    const { end, ids, unread } = openWindow();
    end('T');
    unread.restore();
    assert.deepEqual([...ids()].sort(), ['S', 'T']);
    assert.deepEqual([...(storage.get<string[]>('unread') ?? [])].sort(), ['S', 'T']);
  });
});
