import assert from 'node:assert/strict';
import { h, render, type JSX } from 'preact';
import { Composer } from '../../../../webview/composer/composer.tsx';
import { createFocusRequests } from '../../../../webview/composer/focusRequests.ts';
import { useDraft } from '../../../../webview/composer/useDraft.ts';
import { installFakeDom, removeFakeDom, type FakeElement } from '../cards/fakeDom.ts';
import { postedMessages, startFakeVsCode, stopFakeVsCode } from '../cards/fakeVsCode.ts';

const focusRequests = createFocusRequests();
const enter = { key: 'Enter', keyCode: 13 };

interface PageProps {
  readonly draftKey: string;
  readonly draft: string;
}

function Page({ draftKey, draft }: PageProps): JSX.Element {
  return h(Composer, {
    threadId: 'T',
    draftKey,
    draft: useDraft({ draftKey, draft }),
    sendWith: 'enter',
    followUp: 'queue',
    turn: 'none',
    policy: null,
    folder: { name: 'w', path: '/w', isPending: false, isQuiet: true },
    info: { settings: undefined, summary: undefined },
    focusRequests,
    readPrompts: () => ['earlier'],
    onSent: () => undefined,
  });
}

describe('the draft in the composer', () => {
  let root: FakeElement;

  function draw(draftKey: string, draft: string): void {
    render(h(Page, { draftKey, draft }), root as never);
  }

  function field(): FakeElement {
    const [found] = root.all(({ localName }) => localName === 'textarea');
    assert.ok(found);
    return found;
  }

  const drawn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

  async function type(text: string): Promise<void> {
    field().value = text;
    field().send('input');
    await drawn();
  }

  /** Presses a key with the caret at the start of the text. */
  async function press(key: Readonly<Record<string, unknown>>): Promise<void> {
    Object.assign(field(), { selectionStart: 0, selectionEnd: 0, setSelectionRange: () => undefined });
    field().send('keydown', key);
    await drawn();
  }

  const submitted = (text: string, inverted: boolean) => ({
    type: 'submit',
    threadId: 'T',
    draftKey: 'D',
    text,
    inverted,
  });

  beforeEach(() => {
    startFakeVsCode();
    root = installFakeDom();
  });
  afterEach(() => {
    render(null, root as never);
    removeFakeDom();
    stopFakeVsCode();
  });

  it('is the host’s to take when it is sent, and stays away until the host gives it back', async () => {
    draw('D', '');
    await type('hello');
    await press(enter);
    assert.deepEqual(postedMessages(), [
      { type: 'setDraft', draftKey: 'D', text: 'hello' },
      submitted('hello', false),
    ]);
    assert.equal(field().value, '');
    // A snapshot that was made before the host took it.
    draw('D', 'hello');
    assert.equal(field().value, '');
    // What could not be sent comes back under another key.
    draw('E', 'hello');
    assert.equal(field().value, 'hello');
  });

  it('is told again when it is typed after that', async () => {
    draw('D', 'hello');
    await press({ ...enter, ctrlKey: true });
    await type('next');
    assert.deepEqual(postedMessages(), [
      submitted('hello', true),
      { type: 'setDraft', draftKey: 'D', text: 'next' },
    ]);
  });

  it('stays with the host while an earlier prompt is shown, and comes back when that is sent', async () => {
    draw('D', '');
    await type('typed');
    await press({ key: 'ArrowUp' });
    assert.equal(field().value, 'earlier');
    assert.equal(postedMessages().length, 1);
    await press(enter);
    assert.equal(field().value, 'typed');
    assert.deepEqual(postedMessages().slice(1), [
      submitted('earlier', false),
      { type: 'setDraft', draftKey: 'D', text: 'typed' },
    ]);
  });

  it('comes back too when the earlier prompt was changed before it was sent', async () => {
    draw('D', '');
    await type('typed');
    await press({ key: 'ArrowUp' });
    await type('earlier, and more');
    await press(enter);
    assert.equal(field().value, 'typed');
    assert.deepEqual(postedMessages().slice(2), [
      submitted('earlier, and more', false),
      { type: 'setDraft', draftKey: 'D', text: 'typed' },
    ]);
  });

  it('does not come to another draft that says what was recalled', async () => {
    draw('E', 'typed');
    await press({ key: 'ArrowUp' });
    assert.equal(field().value, 'earlier');
    draw('D', 'earlier');
    await press(enter);
    assert.equal(field().value, '');
    assert.deepEqual(postedMessages(), [submitted('earlier', false)]);
  });
});
