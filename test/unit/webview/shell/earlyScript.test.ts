import assert from 'node:assert/strict';
import { constants, runInThisContext } from 'node:vm';
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

const released = {
  keyCode: 13,
  isComposing: false,
  shiftKey: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
};

/** Modules run once for each address. */
const countStart = 'globalThis.earlyStarts = (globalThis.earlyStarts ?? 0) + 1;';

type Listener = (event: { data: unknown }) => void;

const snapshot = { type: 'snapshot', epoch: 'E', seq: 0, state: {} };

/** Runs the lines in a document, of which the page kept `state`; `dataset` is what the host says of the box. */
function runLines(state: unknown, dataset: Readonly<Record<string, string>> = {}) {
  const posted: unknown[] = [];
  const focused: string[] = [];
  const listeners = new Set<Listener>();
  const addEventListener = (_: string, listener: Listener): void => void listeners.add(listener);
  const removeEventListener = (_: string, listener: Listener): void => void listeners.delete(listener);
  const acquireVsCodeApi = (): unknown => ({
    postMessage: (message: unknown) => posted.push(message),
    getState: () => state,
  });
  const box = {
    value: '',
    focus: () => focused.push('box'),
    onkeydown: (event: unknown): void => assert.fail(`nothing listens to ${String(event)}`),
  };
  const composer = { hidden: true, dataset, firstElementChild: box };
  /** Presses a key; whether it is left to the box. */
  const press = (key: Readonly<Record<string, unknown>>): boolean => {
    let isLeft = true;
    box.onkeydown({ preventDefault: () => (isLeft = false), ...released, ...key });
    return isLeft;
  };
  const style = { rel: 'preload', onload: (): unknown => undefined, onerror: (): unknown => undefined };
  const root = {
    dataset: {
      script: `data:text/javascript,${encodeURIComponent(`${countStart}//${Math.random()}`)}`,
    },
  };
  const document = {
    querySelector: (selector: string) => (selector === '.early-composer' ? composer : style),
    getElementById: () => root,
  };
  const window = { addEventListener, removeEventListener };
  Object.assign(globals, { acquireVsCodeApi, addEventListener, removeEventListener, window, document });
  runInThisContext(earlyScript, { importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER });
  const send = (data: unknown): void => listeners.forEach((listener) => listener({ data }));
  return { posted, focused, composer, box, style, press, send };
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
    send(snapshot);
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
    assert.equal(runLines(undefined, { shown: '' }).composer.hidden, false);
    assert.equal(runLines({ hasComposer: false }, { shown: '' }).composer.hidden, true);
    const { composer, focused, send } = runLines({ hasComposer: true });
    assert.equal(composer.hidden, false);
    send({ type: 'pathsResolved', paths: {} });
    assert.deepEqual(focused, []);
    send({ type: 'focusComposer' });
    assert.deepEqual(focused, ['box']);
  });

  it('give the host what is typed there, with the key', () => {
    const { box, press, posted } = runLines(undefined);
    for (const [key, isModified] of [
      [{}, false],
      [{ ctrlKey: true }, true],
      [{ metaKey: true }, true],
    ] as const) {
      box.value = 'hello\n';
      assert.equal(press({ key: 'Enter', ...key }), false);
      assert.deepEqual(
        [box.value, posted.at(-1)],
        ['', { type: 'submitEarly', text: 'hello\n', isModified }],
      );
    }
    box.value = ' ';
    assert.equal(press({ key: 'Enter' }), false);
    assert.deepEqual([box.value, posted.length], [' ', 4]);
  });

  it('leave other keys to the box, also those of an input method', () => {
    const { box, press, posted } = runLines(undefined);
    box.value = 'hello';
    for (const key of [
      { key: 'a' },
      { key: 'Enter', isComposing: true },
      { key: 'Enter', keyCode: 229 },
      { key: 'Enter', shiftKey: true },
      { key: 'Enter', altKey: true },
    ])
      assert.equal(press(key), true);
    assert.deepEqual([box.value, posted.length], ['hello', 1]);
  });

  it('start the script when the style is there, and without it when that fails', async () => {
    const starts = (): unknown => globals['earlyStarts'] ?? 0;
    const { style } = runLines(undefined);
    style.onload();
    assert.deepEqual([style.rel, starts()], ['stylesheet', 0]);
    await style.onload();
    assert.equal(starts(), 1);
    await runLines(undefined).style.onerror();
    assert.equal(starts(), 2);
    delete globals['earlyStarts'];
  });
});
