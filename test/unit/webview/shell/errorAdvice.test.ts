import assert from 'node:assert/strict';
import { toErrorAdvice } from '../../../../webview/transcript/errorAdvice.ts';

describe('toErrorAdvice', () => {
  it('says nothing where codex says all there is, or a newer codex something new', () => {
    for (const info of [null, 'other', 'somethingNew', { somethingNew: { a: 1 } }, {}]) {
      assert.equal(toErrorAdvice(info), null, JSON.stringify(info));
    }
  });

  it('leads to the sign-in, also from a refused connection', () => {
    assert.equal(toErrorAdvice('unauthorized')?.action?.run, 'signIn');
    assert.equal(toErrorAdvice({ httpConnectionFailed: { httpStatusCode: 401 } })?.action?.run, 'signIn');
    assert.equal(toErrorAdvice({ httpConnectionFailed: { httpStatusCode: 503 } })?.action, null);
  });

  it('offers a new thread when the context is full', () => {
    assert.equal(toErrorAdvice('contextWindowExceeded')?.action?.run, 'newThread');
  });

  it('has words for each kind a person can do something about', () => {
    const kinds = [
      'usageLimitExceeded',
      'rateLimitExceeded',
      'serverOverloaded',
      'flexUnavailable',
      'modelNotFound',
      'internalServerError',
      'badRequest',
      'sessionBudgetExceeded',
      'sandboxError',
      'cyberPolicy',
      'tooManyDenials',
      { responseStreamConnectionFailed: { httpStatusCode: null } },
      { responseStreamDisconnected: { httpStatusCode: null } },
      { responseTooManyFailedAttempts: { httpStatusCode: 429 } },
      { activeTurnNotSteerable: { turnKind: 'review' } },
    ];
    const texts = kinds.map((kind) => toErrorAdvice(kind)?.text ?? '');
    assert.deepEqual(
      kinds.filter((_, index) => texts[index] === ''),
      [],
    );
    assert.notEqual(texts[0], texts[1], 'a limit that resets is not a pace');
  });
});
