import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { revealHidden } from '../../../../src/shared/text/revealHidden.ts';
import { hostileStrings } from './hostileStrings.ts';

function joined(text: string): string {
  return revealHidden(text)
    .map((segment) => segment.text)
    .join('');
}

describe('revealHidden', () => {
  for (const [name, text, labels] of hostileStrings) {
    it(`reveals: ${name}`, () => {
      const segments = revealHidden(text);
      assert.equal(joined(text), text);
      assert.deepEqual(
        segments.flatMap((segment) => segment.name ?? []),
        labels,
      );
      for (const { kind, name: label } of segments) assert.equal(kind === 'plain', label === undefined);
    });
  }

  const harmless: readonly [string, string][] = [
    [
      'a command',
      `find . -name '*.ts' | xargs -I{} sh -c "echo \${HOME}; cat < {} > /dev/null" && rm -f ~/x\t#!`,
    ],
    ['Russian', 'git commit -m "привет, как дела в лесу; он там"'],
    ['Greek', 'echo "καλημέρα και να"'],
    ['Chinese with its punctuation', '使用npm，然后：运行（测试）！'],
    ['Japanese', 'テスト・ファイル.txt'],
    ['Arabic and Hebrew', 'مرحبا؛ שלום'],
    ['accents, composed or not', 'café cafe\u0301 naïve'],
    ['emoji', 'done 😀 🎉'],
    ['typographic punctuation', '“quoted” — it’s … ½ x² 20°'],
    ['ordinals', '1º 2ª'],
  ];
  for (const [name, text] of harmless) {
    it(`leaves ${name} plain`, () => {
      assert.deepEqual(revealHidden(text), [{ text, kind: 'plain' }]);
    });
  }

  it('sorts what it reveals by kind', () => {
    assert.deepEqual(revealHidden('ab\n\x1b\u202E\u200Bp\u0430y\r\n'), [
      { text: 'ab', kind: 'plain' },
      { text: '\n', kind: 'newline' },
      { text: '\x1b', kind: 'control', name: 'U+001B' },
      { text: '\u202E', kind: 'bidi', name: 'U+202E' },
      { text: '\u200B', kind: 'zeroWidth', name: 'U+200B' },
      { text: 'p', kind: 'plain' },
      { text: '\u0430', kind: 'confusable', name: 'U+0430' },
      { text: 'y', kind: 'plain' },
      { text: '\r\n', kind: 'newline' },
    ]);
    assert.deepEqual(revealHidden(''), []);
  });

  it('joins to the text, and leaves nothing invisible in plain parts', () => {
    const hostile = fc.constantFrom(...hostileStrings.map(([, text]) => text));
    const any = fc.oneof(
      fc.string({ unit: 'binary' }),
      hostile,
      fc.array(fc.nat(0xffff)).map((codes) => String.fromCharCode(...codes)),
    );
    fc.assert(
      fc.property(fc.array(any, { maxLength: 5 }), (parts) => {
        const text = parts.join('');
        assert.equal(joined(text), text);
        for (const segment of revealHidden(text)) {
          assert.notEqual(segment.text, '');
          if (segment.kind === 'plain')
            assert.doesNotMatch(
              segment.text,
              /[\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]|[^\P{Cc}\t]/u,
            );
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('does not hang on long texts', () => {
    for (const part of ['a', '\u0430', 'a\u0430', '\u202E', ' ', '\uD800'])
      revealHidden(part.repeat(100_000));
  });
});
