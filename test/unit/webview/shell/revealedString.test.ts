import assert from 'node:assert/strict';
import { revealedString } from '../../../../webview/ui/revealedString.ts';

describe('revealedString', () => {
  it('names what cannot be seen in its place and leaves the rest as it is', () => {
    assert.equal(revealedString('src/a b.ts'), 'src/a b.ts');
    assert.equal(revealedString('a\u202Eb'), 'a[U+202E]b');
    assert.equal(revealedString('a\u200Bb\nc'), 'a[U+200B]b\nc');
    assert.equal(revealedString('p\u0430th/x'), 'p\u0430th/x');
  });
});
