import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { watchStrandedMessages } from '../../../src/panel/strandedMessages.ts';
import type { Surface } from '../../../src/panel/surface.ts';
import type { OutboxEntry } from '../../../src/shared/appState.ts';
import { surfaceParts } from './surfaceParts.ts';

const failed: OutboxEntry = {
  clientId: '',
  threadId: null,
  draftKey: '',
  text: 'hello',
  status: 'failed',
  error: 'no codex',
  isHeld: false,
};

describe('Surfaces', () => {
  it('shows a thread in one place: where it is already, else where it is wanted', () => {
    const { surfaces } = surfaceParts().open();
    const tab = surfaces.openTab('tab');
    assert.equal(surfaces.show('T', tab), tab);
    assert.equal(surfaces.show('T', surfaces.sidebar), tab);
    assert.equal(surfaces.sidebar.shownThreadId, null);
    assert.equal(surfaces.surfaceOf('T'), tab);
    assert.equal(surfaces.surfaceOf('other'), undefined);
  });

  it('each comes back with its thread and what is typed for its new one', () => {
    const { open } = surfaceParts();
    const before = open();
    before.surfaces.sidebar.show('S');
    before.surfaces.openTab('one').show('T');
    const two = before.surfaces.openTab('two');
    before.drafts.write(two.project().draftKey, 'of two');
    const { surfaces } = open();
    assert.equal(surfaces.sidebar.shownThreadId, 'S');
    assert.equal(surfaces.openTab('one').shownThreadId, 'T');
    assert.equal(surfaces.openTab('two').project().draft, 'of two');
  });

  it('a tab that came back shows what its page says when the storage does not know, and what it says when it does', () => {
    const { open } = surfaceParts();
    assert.equal(open().surfaces.openTab('tab', 'T').shownThreadId, 'T');
    const { surfaces } = open();
    surfaces.openTab('other').show(null);
    assert.equal(open().surfaces.openTab('other', 'stale').shownThreadId, null);
  });

  it('a tab that comes back takes its thread from where it was opened meanwhile', () => {
    const { open } = surfaceParts();
    open().surfaces.openTab('tab').show('T');
    const { surfaces } = open();
    surfaces.show('T', surfaces.sidebar);
    const tab = surfaces.openTab('tab');
    assert.equal(surfaces.surfaceOf('T'), tab);
    assert.equal(surfaces.sidebar.shownThreadId, null);
  });

  it('a thread moves with its draft, and a new thread begins where it was', () => {
    const { surfaces, drafts } = surfaceParts().open();
    const { sidebar } = surfaces;
    sidebar.show('T');
    drafts.write(sidebar.project().draftKey, 'half a thought');
    const tab = surfaces.openTab('tab');
    sidebar.moveTo(tab);
    assert.equal(sidebar.shownThreadId, null);
    assert.deepEqual([tab.shownThreadId, tab.project().draft], ['T', 'half a thought']);
    assert.equal(sidebar.project().draft, '');
  });

  it('what is typed for a new thread moves too, behind what is typed there', () => {
    const { surfaces, drafts } = surfaceParts().open();
    const { sidebar } = surfaces;
    const tab = surfaces.openTab('tab');
    drafts.write(sidebar.project().draftKey, 'here');
    drafts.write(tab.project().draftKey, 'there');
    tab.moveTo(sidebar);
    assert.equal(sidebar.project().draft, 'here\n\nthere');
    assert.equal(tab.project().draft, '');
    surfaces.closeTab(tab);
    assert.equal(surfaces.openTab('next').project().draft, '');
  });

  it('a new thread that gets its id while it is moved is shown where it went', () => {
    const { surfaces } = surfaceParts().open();
    const { sidebar } = surfaces;
    const { draftKey } = sidebar.project();
    const tab = surfaces.openTab('tab');
    sidebar.moveTo(tab);
    surfaces.surfaceOfDraft(draftKey)?.assign('T');
    assert.deepEqual([tab.shownThreadId, sidebar.shownThreadId], ['T', null]);
    assert.equal(tab.project().draftKey, draftKey);
  });

  it('nothing remains of a closed tab, but what was typed for a new thread: the next tab has it', () => {
    const { storage, open } = surfaceParts();
    const { surfaces, drafts } = open();
    const tab = surfaces.openTab('tab');
    drafts.write(tab.project().draftKey, 'not lost');
    surfaces.closeTab(tab);
    assert.equal(storage.get('surface.tab.threadId'), undefined);
    assert.deepEqual(storage.get('tabs'), []);
    assert.equal(surfaces.sidebar.project().draft, '');
    assert.equal(surfaces.openTab('next').project().draft, 'not lost');
    assert.equal(surfaces.openTab('after next').project().draft, '');
  });

  it('what was typed in two tabs that were closed begins the next tab, in that order', () => {
    const { surfaces, drafts } = surfaceParts().open();
    const tabs = ['one', 'two'].map((id) => surfaces.openTab(id));
    for (const tab of tabs) drafts.write(tab.project().draftKey, tab.id);
    for (const tab of tabs) surfaces.closeTab(tab);
    assert.equal(surfaces.openTab('next').project().draft, 'one\n\ntwo');
  });

  it('a message that could not start a new thread stays with its draft: where it moves, is shown anew or closed', () => {
    const { surfaces, drafts, store } = surfaceParts().open();
    const { sidebar } = surfaces;
    const fail = (clientId: string, draftKey: string): void => {
      const entry = { ...failed, clientId, draftKey };
      store.dispatch([{ method: 'host/messageSubmitted', params: { entry } }]);
    };
    const shownBy = (surface: Surface): string[] => {
      const { app, draftKey } = surface.project();
      return app.outbox.filter((entry) => entry.draftKey === draftKey).map(({ clientId }) => clientId);
    };
    fail('in sidebar', sidebar.project().draftKey);
    const tab = surfaces.openTab('tab');
    fail('in tab', tab.project().draftKey);
    drafts.write(tab.project().draftKey, 'typed');
    tab.reloadDraft();
    assert.deepEqual(shownBy(tab), ['in tab']);
    tab.moveTo(sidebar);
    assert.deepEqual(shownBy(sidebar), ['in sidebar', 'in tab']);
    sidebar.moveTo(tab);
    surfaces.closeTab(tab);
    assert.deepEqual(shownBy(surfaces.openTab('next')), ['in sidebar', 'in tab']);
  });

  it('a thread that moves is shown at every moment, and what comes for a closed tab finds it gone', () => {
    const { open } = surfaceParts();
    open().surfaces.openTab('back').show('R');
    const { surfaces } = open();
    const { sidebar } = surfaces;
    sidebar.show('T');
    const tab = surfaces.openTab('tab');
    const shown: boolean[] = [];
    const listener = surfaces.onDidChange(() => shown.push(surfaces.surfaceOf('T') !== undefined));
    sidebar.moveTo(tab);
    tab.moveTo(sidebar);
    listener.dispose();
    assert.deepEqual(new Set(shown), new Set([true]));
    sidebar.show('R');
    surfaces.onDidChange(() => shown.push(surfaces.surfaceOf('R') !== undefined));
    const back = surfaces.openTab('back');
    assert.deepEqual(new Set(shown), new Set([true]));
    surfaces.closeTab(back);
    assert.equal(back.shownThreadId, null);
  });

  it('remembers the last 50 tabs, so that those closed unseen do not pile up', () => {
    const { storage, open } = surfaceParts();
    for (let index = 0; index <= 50; index++) open().surfaces.openTab(`tab-${index}`).show('T');
    assert.equal(storage.get('surface.tab-0.threadId'), undefined);
    assert.equal(storage.get('surface.tab-1.threadId'), 'T');
    assert.equal(storage.get<string[]>('tabs')?.length, 50);
  });

  it('what an earlier window was about to start, and had left for another new thread, is found again', () => {
    const { open } = surfaceParts();
    const before = open();
    const { draftKey } = before.surfaces.sidebar.project();
    const starting: OutboxEntry = { ...failed, clientId: 'one', draftKey, status: 'sending', error: null };
    before.store.dispatch([{ method: 'host/messageSubmitted', params: { entry: starting } }]);
    before.drafts.write(draftKey, 'more of it');
    before.surfaces.sidebar.showNew();
    const { store, surfaces } = open();
    watchStrandedMessages(store, (key) => surfaces.active.takeIn(key));
    assert.equal(surfaces.sidebar.project().draft, '');
    store.dispatch([{ method: 'host/messageSubmitted', params: { entry: { ...failed, draftKey } } }]);
    assert.equal(surfaces.sidebar.project().draft, 'more of it');
    assert.deepEqual(
      store.getState().outbox.map((entry) => entry.draftKey),
      [surfaces.sidebar.project().draftKey],
    );
  });

  it('tells what is visible and where the focus is; a hidden page has no focus', () => {
    const { surfaces } = surfaceParts().open();
    const tab = surfaces.openTab('tab');
    tab.show('T');
    let hidden = 0;
    surfaces.onDidHide(() => hidden++);
    assert.equal(surfaces.isVisible('T'), false);
    surfaces.setVisible(tab, true);
    surfaces.setFocused(tab, true);
    assert.deepEqual([surfaces.isVisible('T'), surfaces.isAnyFocused], [true, true]);
    assert.equal(surfaces.active, tab);
    surfaces.setVisible(tab, false);
    assert.deepEqual([surfaces.isVisible('T'), surfaces.isAnyFocused, hidden], [false, false, 1]);
    assert.equal(surfaces.active, surfaces.sidebar);
  });

  it('a tab that is closed while it is visible is told as hidden, and is not meant any more', () => {
    const { surfaces } = surfaceParts().open();
    const tab = surfaces.openTab('tab');
    surfaces.setVisible(tab, true);
    let hidden = 0;
    surfaces.onDidHide(() => hidden++);
    surfaces.closeTab(tab);
    assert.equal(hidden, 1);
    assert.deepEqual(surfaces.all, [surfaces.sidebar]);
    assert.equal(surfaces.isAnyVisible, false);
  });
});
