import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { decideUserInput, maskSecrets } from '../../../src/approvals/userInputDecisions.ts';
import type { ApprovalContent, UserInputAnswer } from '../../../src/shared/approvals/approvalState.ts';
import { question, userInputRequest } from './requests.ts';

function answers(given: Record<string, UserInputAnswer>): ApprovalContent {
  return { kind: 'userInput', answers: given };
}

const chosen = (label: string, text = ''): UserInputAnswer => ({ label, text });
const typed = (text: string): UserInputAnswer => ({ label: null, text });

describe('decideUserInput', () => {
  const request = userInputRequest({
    questions: [
      question(),
      question({ id: 'strict', isOther: false }),
      question({ id: 'free', options: null, isOther: false }),
      question({ id: '__proto__' }),
    ],
  });
  const table: [string, Record<string, UserInputAnswer>, unknown][] = [
    ['an option', { lang: chosen('Rust') }, { lang: { answers: ['Rust'] } }],
    [
      'an option with a note',
      { lang: chosen('Rust', 'nightly') },
      { lang: { answers: ['Rust', 'user_note: nightly'] } },
    ],
    [
      'another answer',
      { lang: typed('Zig') },
      { lang: { answers: ['None of the above', 'user_note: Zig'] } },
    ],
    ['free text', { free: typed('two\nlines') }, { free: { answers: ['user_note: two\nlines'] } }],
    [
      'several questions, one of them left out',
      { lang: chosen('Rust'), strict: chosen('TypeScript'), free: typed('  ') },
      { lang: { answers: ['Rust'] }, strict: { answers: ['TypeScript'] } },
    ],
    ['nothing at all', {}, undefined],
    ['only blanks', { lang: typed(''), free: typed(' \n') }, undefined],
    ['a label that is no option', { lang: chosen('Perl') }, undefined],
    ['the words for no option as a label', { lang: chosen('None of the above') }, undefined],
    ['a label where there are none', { free: chosen('Rust') }, undefined],
    ['free text where only options count', { strict: typed('Zig') }, undefined],
    ['a question that was not asked', { lang: chosen('Rust'), other: typed('x') }, undefined],
    ['a question named like a member of every object', { constructor: typed('x') }, undefined],
  ];
  for (const [name, given, expected] of table) {
    it(`answers with ${name}`, () =>
      assert.deepEqual(
        decideUserInput(request, 'accept', answers(given)),
        expected && { answers: expected },
      ));
  }

  it('can answer a question whose id is that of a prototype', () => {
    const given = JSON.parse('{"__proto__":{"label":"Rust","text":""}}') as Record<string, UserInputAnswer>;
    const answer = decideUserInput(request, 'accept', answers(given));
    assert.equal(JSON.stringify(answer), '{"answers":{"__proto__":{"answers":["Rust"]}}}');
  });

  it('dismisses without answers, whatever was filled in', () => {
    const content = answers({ lang: chosen('Rust') });
    assert.deepEqual(decideUserInput(request, 'decline', content), { answers: {} });
  });

  it('answers nothing without content, with another content, or by another option', () => {
    assert.equal(decideUserInput(request, 'accept', null), undefined);
    assert.equal(decideUserInput(request, 'accept', { kind: 'permissions', granted: [] }), undefined);
    for (const optionId of ['cancel', 'acceptForSession', 'toString'])
      assert.equal(decideUserInput(request, optionId, answers({ lang: chosen('Rust') })), undefined);
  });
});

describe('maskSecrets', () => {
  it('masks what answers a secret question, not how long it is, and nothing else', () => {
    const request = userInputRequest({
      questions: [question(), question({ id: 'key', isSecret: true, options: null })],
    });
    const mask = (text: string): unknown =>
      maskSecrets(request, answers({ lang: chosen('Rust', 'note'), key: typed(text) }));
    assert.deepEqual(mask('hunter2'), answers({ lang: chosen('Rust', 'note'), key: typed('••••••••') }));
    assert.deepEqual(mask('a much longer secret'), mask('x'));
    assert.deepEqual(mask(''), answers({ lang: chosen('Rust', 'note'), key: typed('') }));
  });

  it('masks an answer to a question that nobody knows, and the option of a secret one', () => {
    const request = userInputRequest({ questions: [question({ isSecret: true })] });
    const content = answers({ lang: chosen('Rust'), other: typed('x') });
    assert.ok(!/Rust|"x"/.test(JSON.stringify(maskSecrets(request, content))));
  });

  it('masks an answer under an id that a secret question shares with another', () => {
    const request = userInputRequest({ questions: [question({ isSecret: true }), question()] });
    assert.ok(!JSON.stringify(maskSecrets(request, answers({ lang: typed('x1') }))).includes('x1'));
  });
});
