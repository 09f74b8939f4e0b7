import assert from 'node:assert/strict';
import { runInThisContext } from 'node:vm';
import { after, describe, it } from 'mocha';
import { earlyScript } from '../../../../src/panel/earlyScript.ts';
import type { HostToWebview } from '../../../../src/shared/messages.ts';
import type * as HostModule from '../../../../webview/host.ts';

const globals = globalThis as Record<string, unknown>;
const replaced = [
  'acquireVsCodeApi',
  'addEventListener',
  'removeEventListener',
  'window',
  'document',
  'codexChatEarly',
];
const before = replaced.map((name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)] as const);

type Listener = (event: { data: unknown }) => void;

/** Runs the lines in a document, of which the page kept `state`. */
function runLines(state: unknown) {
  const posted: unknown[] = [];
  const focused: string[] = [];
  const listeners = new Set<Listener>();
  const addEventListener = (_: string, listener: Listener): void => void listeners.add(listener);
  const removeEventListener = (_: string, listener: Listener): void => void listeners.delete(listener);
  const acquireVsCodeApi = (): unknown => ({
    postMessage: (message: unknown) => posted.push(message),
    getState: () => state,
  });
  const composer = { hidden: true, firstElementChild: { focus: () => focused.push('box') } };
  const document = { querySelector: () => composer };
  const window = { addEventListener, removeEventListener };
  Object.assign(globals, { acquireVsCodeApi, addEventListener, removeEventListener, window, document });
  runInThisContext(earlyScript);
  const send = (data: unknown): void => listeners.forEach((listener) => listener({ data }));
  return { posted, focused, composer, send };
}

describe('the lines in the document', () => {
  after(() => {
    for (const [name, descriptor] of before)
      if (descriptor) Object.defineProperty(globalThis, name, descriptor);
      else delete globals[name];
  });

  it('ask for the state once, and keep what comes until the page listens', async () => {
    const { posted, send } = runLines(undefined);
    assert.deepEqual(posted, [{ type: 'ready' }]);
    send({ type: 'snapshot', epoch: 'E', seq: 0, state: {} });
    send('nothing of ours');
    send({ type: 'focusComposer' });

    // A module of its own: the page's is loaded in a document with these lines.
    const fresh = '../../../../webview/host.ts?early';
    const { listenToHost, postIntent } = (await import(fresh)) as typeof HostModule;
    const received: HostToWebview['type'][] = [];
    listenToHost(({ type }) => received.push(type));
    assert.deepEqual(received, ['snapshot', 'focusComposer']);
    send({ type: 'focusComposer' });
    assert.deepEqual(received, ['snapshot', 'focusComposer', 'focusComposer']);
    postIntent({ type: 'pageFocused' });
    assert.deepEqual(posted, [{ type: 'ready' }, { type: 'pageFocused' }]);
  });

  it('show a message box where the page had one, and give it the focus meant for the composer', () => {
    assert.equal(runLines(undefined).composer.hidden, true);
    assert.equal(runLines({ hasComposer: false }).composer.hidden, true);
    const { composer, focused, send } = runLines({ hasComposer: true });
    assert.equal(composer.hidden, false);
    send({ type: 'pathsResolved', paths: {} });
    assert.deepEqual(focused, []);
    send({ type: 'focusComposer' });
    assert.deepEqual(focused, ['box']);
  });
});
