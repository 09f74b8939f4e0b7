import assert from 'node:assert/strict';
import { h, render } from 'preact';
import { initialAppState, type AppEvent, type OutboxEntry } from '../../../../src/shared/appState.ts';
import type { SurfaceState } from '../../../../src/shared/messages.ts';
import { reduceApp } from '../../../../src/shared/reduceApp.ts';
import { ComposerArea } from '../../../../webview/composer/composerArea.tsx';
import { createFocusRequests } from '../../../../webview/composer/focusRequests.ts';
import { outboxOf } from '../../../../webview/composer/outboxOf.ts';
import { queuePart } from '../../../../webview/composer/queue/queue.tsx';
import { QueueList } from '../../../../webview/composer/queue/queueList.tsx';
import { shownThread } from '../../../../webview/shownThread.ts';
import { growingTurn } from '../../../bench/threadLines.ts';
import { summaryOf } from '../../../support/longThreadHost.ts';
import { installFakeDom, removeFakeDom, type FakeElement } from '../cards/fakeDom.ts';
import { startFakeVsCode, stopFakeVsCode } from '../cards/fakeVsCode.ts';

describe('what stands below the transcript', () => {
  let root: FakeElement;

  beforeEach(() => {
    startFakeVsCode();
    root = installFakeDom();
  });
  afterEach(() => {
    render(null, root as never);
    removeFakeDom();
    stopFakeVsCode();
  });

  it('is not drawn again while text streams in', async () => {
    // Imported dynamically, it would come with a Preact of its own: Node then takes the one for modules.
    await queuePart.load(() => Promise.resolve(QueueList));
    let reads = 0;
    const counted = <T extends object>(target: T): T =>
      new Proxy(target, {
        get(object, key) {
          if (key === 'text') reads += 1;
          return Reflect.get(object, key) as unknown;
        },
      });
    const entry: OutboxEntry = {
      clientId: 'a',
      threadId: 'T',
      draftKey: 'D',
      text: 'queued',
      status: 'queued',
      error: null,
      isHeld: false,
    };
    const draft = counted({ text: 'typed', setText: () => undefined, showText: () => undefined });
    const focusRequests = createFocusRequests();
    const onSent = (): void => undefined;
    const { open, deltas } = growingTurn('T', 'g', 20, 'end');
    const [started, streamed] = [open, deltas].map((lines) =>
      lines.map((line) => JSON.parse(line) as AppEvent),
    );
    const seen: AppEvent = {
      method: 'host/threadSeen',
      params: { summary: { ...summaryOf('T'), ephemeral: true }, history: 'complete' },
    };
    let app = [seen, ...(started ?? [])].reduce(reduceApp, {
      ...initialAppState,
      workspace: { kind: 'ready', cwd: '/w', folders: ['/w'] },
      outbox: [counted(entry)],
    });
    const { queued } = outboxOf(app.outbox, 'T', 'D');
    const draw = (): void => {
      const state: SurfaceState = {
        surfaceId: 's',
        kind: 'sidebar',
        app,
        threadId: 'T',
        draftKey: 'D',
        draft: '',
        sendWith: 'enter',
        followUp: 'queue',
      };
      const shown = shownThread(state);
      render(h(ComposerArea, { state, shown, draft, queued, focusRequests, onSent }), root as never);
    };
    draw();
    assert.ok(root.querySelector('[data-client-id="a"]'));
    assert.ok(reads > 0);
    reads = 0;
    for (const event of streamed ?? []) {
      const before = app.threads;
      app = reduceApp(app, event);
      assert.notEqual(app.threads, before);
      draw();
    }
    assert.equal(reads, 0);
  });
});
