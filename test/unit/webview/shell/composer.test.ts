import assert from 'node:assert/strict';
import { createFocusRequests } from '../../../../webview/composer/focusRequests.ts';
import { keyAction, type ComposerKey } from '../../../../webview/composer/keyAction.ts';

function press(key: string, change: Partial<ComposerKey> = {}): ComposerKey {
  const modifiers = { shiftKey: false, ctrlKey: false, metaKey: false, altKey: false };
  return { key, keyCode: key === 'Enter' ? 13 : 27, isComposing: false, ...modifiers, ...change };
}

describe('composer keys', () => {
  it('send with Enter, or with a modifier, as the setting says', () => {
    assert.equal(keyAction(press('Enter'), 'enter'), 'send');
    assert.equal(keyAction(press('Enter'), 'modifierEnter'), null);
    for (const sendWith of ['enter', 'modifierEnter'] as const) {
      assert.equal(keyAction(press('Enter', { ctrlKey: true }), sendWith), 'send');
      assert.equal(keyAction(press('Enter', { metaKey: true }), sendWith), 'send');
      assert.equal(keyAction(press('Enter', { shiftKey: true }), sendWith), null);
      assert.equal(keyAction(press('Enter', { altKey: true }), sendWith), null);
      assert.equal(keyAction(press('a'), sendWith), null);
    }
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
