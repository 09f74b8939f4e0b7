import assert from 'node:assert/strict';
import { composerWords } from '../../../../webview/composer/composerWords.ts';
import { createFocusRequests } from '../../../../webview/composer/focusRequests.ts';
import { keyAction, type ComposerAction, type ComposerKey } from '../../../../webview/composer/keyAction.ts';

function press(key: string, change: Partial<ComposerKey> = {}): ComposerKey {
  const modifiers = { shiftKey: false, ctrlKey: false, metaKey: false, altKey: false };
  return { key, keyCode: key === 'Enter' ? 13 : 27, isComposing: false, ...modifiers, ...change };
}

describe('composer keys', () => {
  type Row = [
    change: Partial<ComposerKey>,
    enter: ComposerAction | null,
    modifierEnter: ComposerAction | null,
  ];
  const rows: Row[] = [
    [{}, 'send', null],
    [{ ctrlKey: true }, 'sendInverted', 'send'],
    [{ metaKey: true }, 'sendInverted', 'send'],
    [{ shiftKey: true }, null, null],
    [{ ctrlKey: true, shiftKey: true }, null, 'sendInverted'],
    [{ metaKey: true, shiftKey: true }, null, 'sendInverted'],
    [{ altKey: true }, null, null],
    [{ altKey: true, ctrlKey: true }, null, null],
  ];
  for (const [change, enter, modifierEnter] of rows)
    it(`with Enter and ${Object.keys(change).join(', ') || 'nothing else'}`, () => {
      assert.equal(keyAction(press('Enter', change), 'enter'), enter);
      assert.equal(keyAction(press('Enter', change), 'modifierEnter'), modifierEnter);
      assert.equal(keyAction(press('a', change), 'enter'), null);
    });

  it('interrupt with Escape alone', () => {
    assert.equal(keyAction(press('Escape'), 'enter'), 'interrupt');
    assert.equal(keyAction(press('Escape', { ctrlKey: true }), 'enter'), null);
    assert.equal(keyAction(press('Escape', { shiftKey: true }), 'enter'), null);
  });

  it('belong to the input method while it composes', () => {
    for (const key of ['Enter', 'Escape']) {
      assert.equal(keyAction(press(key, { isComposing: true }), 'enter'), null);
      assert.equal(keyAction(press(key, { keyCode: 229 }), 'enter'), null);
    }
  });
});

describe('composer words', () => {
  it('say what sending does, and how the other thing is done', () => {
    assert.equal(composerWords('enter', null).sendTitle, 'Send (Enter)');
    assert.equal(
      composerWords('enter', 'queue').sendTitle,
      'Queue for after this turn (Enter), or add to what Codex is doing (Ctrl+Enter or Cmd+Enter)',
    );
    assert.equal(
      composerWords('modifierEnter', 'steer').sendTitle,
      'Add to what Codex is doing (Ctrl+Enter or Cmd+Enter), or queue for after this turn (with Shift too)',
    );
    const placeholders = [null, 'queue', 'steer'] as const;
    assert.equal(new Set(placeholders.map((each) => composerWords('enter', each).placeholder)).size, 3);
  });
});

describe('focus requests', () => {
  it('reach the target, also when made before it is there, and only once', () => {
    const requests = createFocusRequests();
    let focused = 0;
    requests.request();
    const detach = requests.attach(() => focused++);
    assert.equal(focused, 1);
    requests.request();
    assert.equal(focused, 2);
    detach();
    requests.attach(() => focused++);
    assert.equal(focused, 2);
  });
});
