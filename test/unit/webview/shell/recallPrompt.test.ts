import assert from 'node:assert/strict';
import type { ThreadItem } from '../../../../src/protocol/index.ts';
import type { OutboxEntry } from '../../../../src/shared/appState.ts';
import { emptyThread } from '../../../../src/shared/thread/threadReducer.ts';
import { emptyTurn } from '../../../../src/shared/thread/turnReducer.ts';
import { earlierPrompts } from '../../../../webview/composer/earlierPrompts.ts';
import { recallPrompt, type Recall, type Recalled } from '../../../../webview/composer/recallPrompt.ts';

const noModifiers = { shiftKey: false, ctrlKey: false, metaKey: false, altKey: false };
const plain = { ...noModifiers, isComposing: false, keyCode: 38 };
const prompts = ['newest', 'two\nlines', 'oldest'];

interface FieldOptions {
  readonly caret?: number;
  readonly end?: number;
  readonly before?: Recalled | null;
  readonly change?: Partial<typeof plain>;
}

function press(key: 'ArrowUp' | 'ArrowDown', text: string, options: FieldOptions = {}): Recall | null {
  const { caret = text.length, before = null } = options;
  const field = { text, selectionStart: caret, selectionEnd: options.end ?? caret };
  return recallPrompt({ key, ...plain, ...options.change }, field, prompts, before);
}

const at = (index: number, typed = ''): Recalled => ({ index, prompt: prompts[index] ?? '', typed });

describe('recallPrompt', () => {
  it('goes to older ones, then back to what was typed', () => {
    const shown: string[] = [];
    let state: Recall = { recalled: null, text: 'typed', caret: 0 };
    for (const key of ['ArrowUp', 'ArrowUp', 'ArrowUp', 'ArrowDown', 'ArrowDown', 'ArrowDown'] as const) {
      const next = press(key, state.text, { caret: state.caret, before: state.recalled });
      assert.ok(next, `${key} after ${shown.join(', ')}`);
      state = next;
      shown.push(state.text);
    }
    assert.deepEqual(shown, ['newest', 'two\nlines', 'oldest', 'two\nlines', 'newest', 'typed']);
    assert.equal(state.recalled, null);
  });

  const cases: [what: string, result: Recall | null, expected: string | null][] = [
    ['Up in an empty field', press('ArrowUp', ''), 'newest'],
    ['Up at the very start of own text', press('ArrowUp', 'own', { caret: 0 }), 'newest'],
    ['Up within own text', press('ArrowUp', 'own', { caret: 1 }), null],
    ['Up on a later line', press('ArrowUp', 'two\nlines', { before: at(1) }), null],
    [
      'Up on the first line of a recalled one',
      press('ArrowUp', 'two\nlines', { caret: 2, before: at(1) }),
      'oldest',
    ],
    ['Up in a recalled one that was changed', press('ArrowUp', 'newest!', { before: at(0) }), null],
    ['Up at the oldest', press('ArrowUp', 'oldest', { before: at(2) }), null],
    ['Up with a selection', press('ArrowUp', 'newest', { caret: 0, end: 3, before: at(0) }), null],
    ['Down in own text', press('ArrowDown', 'own'), null],
    ['Down in an empty field', press('ArrowDown', ''), null],
    ['Down on the first of two lines', press('ArrowDown', 'two\nlines', { caret: 0, before: at(1) }), null],
    ['Down on the last line', press('ArrowDown', 'two\nlines', { before: at(1) }), 'newest'],
    ['Down at the newest', press('ArrowDown', 'newest', { before: at(0, 'typed') }), 'typed'],
    ['Up with Shift', press('ArrowUp', '', { change: { shiftKey: true } }), null],
    ['Up with Alt', press('ArrowUp', '', { change: { altKey: true } }), null],
    ['Up while an input method composes', press('ArrowUp', '', { change: { isComposing: true } }), null],
    ['Up that an input method takes', press('ArrowUp', '', { change: { keyCode: 229 } }), null],
  ];
  for (const [what, result, expected] of cases)
    it(`${what}: ${expected ?? 'nothing'}`, () => assert.equal(result?.text ?? null, expected));

  it('leaves the caret where the next press goes on', () => {
    assert.equal(press('ArrowUp', 'newest', { before: at(0) })?.caret, 'two'.length);
    assert.equal(press('ArrowDown', 'oldest', { before: at(2) })?.caret, 'two\nlines'.length);
  });
});

describe('earlierPrompts', () => {
  function said(...texts: string[]) {
    const items = texts.map((text, index) => ({
      item: {
        type: 'userMessage',
        id: `${index}`,
        content: [{ type: 'text', text }],
      } as unknown as ThreadItem,
      progress: 'completed' as const,
      startedAtMs: null,
      completedAtMs: null,
    }));
    return { ...emptyTurn(texts.join(), 'completed'), items };
  }

  it('has the newest first, queued ones too, and no two alike in a row', () => {
    const thread = {
      ...emptyThread('T', 'complete'),
      turns: [said('a', 'b'), said('b'), said(' '), said('a')],
    };
    const queued = { text: 'queued' } as OutboxEntry;
    assert.deepEqual(earlierPrompts(thread, [queued]), ['queued', 'a', 'b', 'a']);
    assert.deepEqual(earlierPrompts(undefined, []), []);
  });
});
