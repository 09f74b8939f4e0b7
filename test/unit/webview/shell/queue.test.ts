import assert from 'node:assert/strict';
import { h, render } from 'preact';
import type { OutboxEntry, QueuePause } from '../../../../src/shared/appState.ts';
import { outboxOf } from '../../../../webview/composer/outboxOf.ts';
import { focusAfter } from '../../../../webview/composer/queue/queueFocus.ts';
import { QueueList } from '../../../../webview/composer/queue/queueList.tsx';
import { pruneQueuedEdits, readQueuedEdit } from '../../../../webview/composer/queue/queuedEdits.ts';
import {
  focusedElement,
  focusPage,
  installFakeDom,
  removeFakeDom,
  type FakeElement,
} from '../cards/fakeDom.ts';
import { postedMessages, startFakeVsCode, stopFakeVsCode } from '../cards/fakeVsCode.ts';

function queued(clientId: string, change: Partial<OutboxEntry> = {}): OutboxEntry {
  const entry = { threadId: 'T', draftKey: 'D', text: `text of ${clientId}`, status: 'queued' as const };
  return { clientId, ...entry, error: null, isHeld: false, ...change };
}

const [a, b, c] = [queued('a'), queued('b'), queued('c')];

describe('the queue', () => {
  let root: FakeElement;
  let composerFocused = 0;

  interface DrawOptions {
    readonly pause?: QueuePause | null;
    readonly isRunning?: boolean;
    readonly threadId?: string | null;
  }

  const focusComposer = (): void => {
    composerFocused += 1;
  };

  function draw(entries: readonly OutboxEntry[], options: DrawOptions = {}): void {
    const props = { threadId: 'T', pause: null, isRunning: true, onFocusComposer: focusComposer, ...options };
    render(entries.length === 0 ? null : h(QueueList, { ...props, entries }), root as never);
  }

  function rowOf(clientId: string): FakeElement {
    const row = root.querySelector(`[data-client-id="${clientId}"]`);
    assert.ok(row, `There is no row ${clientId}.`);
    return row;
  }

  function control(clientId: string, action: string): FakeElement {
    const found = rowOf(clientId).querySelector(`[data-action="${action}"]`);
    assert.ok(found, `Row ${clientId} has no ${action}.`);
    return found;
  }

  function press(clientId: string, action: string): void {
    control(clientId, action).focus();
    control(clientId, action).send('click');
  }

  function toolkitButton(label: string): FakeElement {
    const found = root.all(
      ({ localName, textContent }) => localName === 'vscode-button' && textContent === label,
    )[0];
    assert.ok(found, `There is no ${label}.`);
    return found;
  }

  const drawn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

  beforeEach(() => {
    startFakeVsCode();
    root = installFakeDom();
    composerFocused = 0;
  });
  afterEach(() => {
    render(null, root as never);
    removeFakeDom();
    stopFakeVsCode();
  });

  it('is a list with a label, in order, with the reason of what came back', () => {
    draw([a, queued('b', { error: 'It was not taken.' })]);
    const list = root.querySelector('[role="list"]');
    assert.equal(list?.attributes.get('aria-label'), 'Queued messages');
    const texts = root.all(({ localName }) => localName === 'li').map(({ textContent }) => textContent);
    assert.deepEqual(texts, ['text of a', 'text of bIt was not taken.']);
    assert.match(root.textContent, /^2 messages queued/);
  });

  it('says why it is paused, and resumes', () => {
    const says: [QueuePause, RegExp][] = [
      ['asked', /Paused\./],
      ['interrupted', /the turn was interrupted/],
      ['failed', /the turn failed/],
      ['restored', /started again/],
    ];
    for (const [pause, text] of says) {
      draw([a], { pause });
      assert.match(root.textContent, text);
    }
    toolkitButton('Resume').send('click');
    draw([a]);
    toolkitButton('Pause').send('click');
    draw([a], { threadId: null });
    assert.doesNotMatch(root.textContent, /Pause/);
    assert.deepEqual(postedMessages(), [
      { type: 'resumeQueue', threadId: 'T' },
      { type: 'pauseQueue', threadId: 'T' },
    ]);
  });

  it('moves by the buttons and by Alt with the arrows, and not beyond its ends', () => {
    draw([a, b, c]);
    press('a', 'moveUp');
    press('c', 'moveDown');
    assert.deepEqual(postedMessages(), []);
    press('b', 'moveUp');
    press('a', 'moveDown');
    press('b', 'moveDown');
    control('c', 'edit').send('keydown', { key: 'ArrowUp', altKey: true });
    control('c', 'edit').send('keydown', { key: 'ArrowUp', altKey: false });
    assert.deepEqual(postedMessages(), [
      { type: 'moveQueued', clientId: 'b', beforeClientId: 'a' },
      { type: 'moveQueued', clientId: 'a', beforeClientId: 'c' },
      { type: 'moveQueued', clientId: 'b', beforeClientId: null },
      { type: 'moveQueued', clientId: 'c', beforeClientId: 'b' },
    ]);
  });

  it('keeps the focus on the row that moved', () => {
    draw([a, b, c]);
    press('a', 'moveDown');
    draw([b, a, c]);
    assert.equal(focusedElement(), control('a', 'moveDown'));
    press('a', 'moveDown');
    draw([b, c, a]);
    assert.equal(focusedElement(), control('a', 'moveUp'));
  });

  it('hands the focus on when a row goes, and to the composer after the last', () => {
    draw([a, b]);
    press('b', 'remove');
    draw([a]);
    assert.equal(focusedElement(), control('a', 'remove'));
    press('a', 'sendNow');
    assert.equal(composerFocused, 0);
    draw([]);
    assert.equal(composerFocused, 1);
    assert.deepEqual(postedMessages(), [
      { type: 'removeQueued', clientId: 'b' },
      { type: 'sendQueuedNow', clientId: 'a' },
    ]);
  });

  it('takes no focus from where the person went meanwhile', () => {
    draw([a, b]);
    press('b', 'remove');
    const elsewhere = installFakeDom();
    elsewhere.focus();
    draw([a]);
    assert.equal(focusedElement(), elsewhere);
  });

  it('takes no focus from outside the page', () => {
    draw([a, b]);
    press('b', 'remove');
    focusPage(false);
    const before = focusedElement();
    draw([a]);
    assert.notEqual(focusedElement(), before);
    assert.equal(focusedElement(), null);
    press('a', 'remove');
    draw([]);
    assert.equal(composerFocused, 0);
  });

  it('draws no more of a very long message than its lines have room for, until it is opened', async () => {
    draw([queued('a', { text: 'x'.repeat(100_000) }), queued('b', { text: 'short' })]);
    assert.ok(rowOf('a').textContent.length <= 1001);
    const words = rowOf('a').all(({ localName }) => localName === 'p')[0];
    assert.ok((words?.attributes.get('title') ?? '').length <= 1001);
    assert.equal(rowOf('b').textContent, 'short');
    rowOf('a').querySelector('[aria-label="Whole message"]')?.send('click');
    await drawn();
    assert.equal(rowOf('a').textContent.length, 100_000);
  });

  it('says what sending now does', () => {
    draw([a]);
    assert.match(control('a', 'sendNow').attributes.get('title') ?? '', /adds it to what Codex is doing/);
    draw([a], { isRunning: false });
    assert.match(control('a', 'sendNow').attributes.get('title') ?? '', /starts a turn/);
  });

  it('edits a held message: what is typed outlives the row, Enter saves and Escape gives up', async () => {
    draw([a, b]);
    press('a', 'edit');
    assert.deepEqual(postedMessages(), [{ type: 'editQueued', clientId: 'a' }]);
    const held = queued('a', { isHeld: true });
    draw([held, b]);
    const field = control('a', 'text');
    assert.equal(focusedElement(), field);
    assert.equal(field.value, 'text of a');
    field.value = 'changed ';
    field.send('input');
    await drawn();
    // The page is hidden and shown: all of it is drawn anew.
    draw([]);
    draw([held, b]);
    assert.equal(control('a', 'text').value, 'changed ');
    control('a', 'text').send('keydown', { key: 'Enter', shiftKey: true });
    control('a', 'text').send('keydown', { key: 'Enter', isComposing: true });
    assert.equal(postedMessages().length, 1);
    control('a', 'text').send('keydown', { key: 'Enter' });
    assert.deepEqual(postedMessages().slice(1), [{ type: 'saveQueued', clientId: 'a', text: 'changed' }]);
    assert.equal(readQueuedEdit('a'), undefined);
    draw([queued('a', { text: 'changed' }), b]);
    assert.equal(focusedElement(), control('a', 'edit'));

    draw([queued('a'), queued('b', { isHeld: true })]);
    control('b', 'text').value = 'not this';
    control('b', 'text').send('input');
    control('b', 'text').send('keydown', { key: 'Escape' });
    assert.deepEqual(postedMessages().slice(2), [{ type: 'releaseQueued', clientId: 'b' }]);
    assert.equal(readQueuedEdit('b'), undefined);
  });

  it('forgets the edits of messages that are gone', () => {
    draw([queued('a', { isHeld: true }), queued('b', { isHeld: true })]);
    for (const clientId of ['a', 'b']) {
      control(clientId, 'text').value = `new ${clientId}`;
      control(clientId, 'text').send('input');
    }
    pruneQueuedEdits([b]);
    assert.deepEqual([readQueuedEdit('a'), readQueuedEdit('b')], [undefined, 'new b']);
  });

  it('waits for the state before it puts the focus anywhere', () => {
    const moved = { kind: 'moved', clientId: 'b', action: 'moveUp', from: 1 } as const;
    assert.equal(focusAfter(moved, [a, b, c]), null);
    assert.deepEqual(focusAfter(moved, [b, a, c]), { clientId: 'b', action: 'moveDown' });
    const gone = { kind: 'gone', clientId: 'b', action: 'remove', from: 1 } as const;
    assert.equal(focusAfter(gone, [a, b, c]), null);
    assert.deepEqual(focusAfter(gone, [a, c]), { clientId: 'c', action: 'remove' });
    const held = { kind: 'held', clientId: 'b', isHeld: true } as const;
    assert.equal(focusAfter(held, [a, b]), null);
  });
});

describe('outboxOf', () => {
  it('is of the thread, or of the draft of a new one, and tells what is queued', () => {
    const sending = queued('s', { status: 'sending' });
    const failed = queued('f', { status: 'failed', threadId: null });
    const other = queued('o', { threadId: 'T2' });
    const otherDraft = queued('d', { threadId: null, draftKey: 'D2' });
    const all = [a, sending, failed, other, otherDraft];
    assert.deepEqual(outboxOf(all, 'T', 'D'), { outbox: [sending, failed], queued: [a] });
    assert.deepEqual(outboxOf(all, null, 'D2'), { outbox: [], queued: [otherDraft] });
    assert.deepEqual(outboxOf(all, null, 'D'), { outbox: [failed], queued: [] });
  });
});
