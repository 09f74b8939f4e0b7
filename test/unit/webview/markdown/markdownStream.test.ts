import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { Lexer } from 'marked';
import { lexMarkdown } from '../../../../webview/markdown/lexMarkdown.ts';
import type { MarkdownBlock } from '../../../../webview/markdown/markdownBlock.ts';
import { createMarkdownStream } from '../../../../webview/markdown/markdownStream.ts';
import { comparableBlocks, comparableTokens } from './comparableBlocks.ts';

// The parts of which blocks are made, cut so that they meet in every way.
const fragments = [
  ['- a', '- b\n', '+ p\n', '*', '-', '1', '1. x\n', '2) y', '  - n\n', '- [ ] t\n', '- [x] t', '> - l\n'],
  ['\n', '\n\n', '  ', '    ', ' ', '\t', '\r\n', '\r', '\n  more\n', '   foo\n', 'text', 'é', '.', '\\'],
  [
    '```',
    '```js\n',
    '~~~\n',
    '   ```\n',
    '# h',
    '## ',
    '---',
    '===',
    '\n---\n',
    '***\n',
    '> q',
    '> ',
    '> > n\n',
  ],
  ['|a|b|\n|-|-|\n', '|1|2|\n', '|', 'foo *em* ', '**b**', '`c`', '_x_', '~~s~~', '!', '"', '[i](u)'],
  ['<div>', '</div>\n', '<!--', '-->', '<a>', 'http://a.b '],
].flat();
const definitions = ['[r]', '[x][R]\n', '[r]: /u\n', '[r]: /u "t', '[r2]: <v>\n', '[r2]', '- [r]: /z\n'];

const anyText = fc
  .array(fc.constantFrom(...fragments, ...definitions), { maxLength: 25 })
  .map((parts) => parts.join(''));
const anySteps = fc.array(fc.integer({ min: 1, max: 13 }), { minLength: 1, maxLength: 30 });

function prefixes(text: string, steps: readonly number[]): string[] {
  const found: string[] = [];
  for (let end = 0, turn = 0; end < text.length; turn++) {
    end += steps[turn % steps.length] ?? 1;
    found.push(text.slice(0, end));
  }
  return found;
}

function lexedAtOnce(text: string): unknown {
  return comparableTokens(lexMarkdown(text.replace(/\r\n?/g, '\n'), {}).tokens);
}

/** The lexer itself throws on a few malformed nestings; the fallback for them has its own test. */
function isLexable(text: string): boolean {
  try {
    new Lexer({ gfm: true }).lex(text);
    return true;
  } catch {
    return false;
  }
}

function countingStream() {
  const counts = { characters: 0 };
  const stream = createMarkdownStream((text, known) => {
    counts.characters += text.length;
    return lexMarkdown(text, known);
  });
  return { counts, stream };
}

function streamBy(text: string, step: number): { lexed: number; blocks: readonly MarkdownBlock[] } {
  const { counts, stream } = countingStream();
  for (let end = step; end < text.length; end += step) stream.update(text.slice(0, end), false);
  return { blocks: stream.update(text, true), lexed: counts.characters };
}

const section = [
  '## A heading of the section\n\nSome words with *emphasis*, `code` and a [link](https://example.com/a).\n',
  '- first item\n- second item\n  - nested item\n- third item\n\nMore words after the list, a line or two of them.\n',
  '| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |\n\n> a quote of one line\n\n```ts\nconst a = 1;\n\nconst b = 2;\n```\n\n',
].join('\n');

describe('markdown stream', () => {
  it('ends with the blocks of the whole text, however it was split', () => {
    fc.assert(
      fc.property(anyText, anySteps, (text, steps) => {
        const parts = prefixes(text, steps);
        fc.pre([...parts, text].every(isLexable));
        const stream = createMarkdownStream();
        for (const part of parts) stream.update(part, false);
        assert.deepEqual(comparableBlocks(stream.update(text, true)), lexedAtOnce(text));
      }),
      { numRuns: 1500 },
    );
  });

  it('shows at every moment the blocks of what has come so far, apart from open definitions', () => {
    fc.assert(
      fc.property(anyText, anySteps, (text, steps) => {
        const parts = prefixes(text, steps).filter((part) => !part.includes(']:'));
        fc.pre(parts.every(isLexable));
        const stream = createMarkdownStream();
        for (const part of parts) {
          assert.deepEqual(comparableBlocks(stream.update(part, false)), lexedAtOnce(part));
        }
      }),
      { numRuns: 1500 },
    );
  });

  it('lexes a message of 5,000 deltas at a cost per delta that does not grow', () => {
    const step = 12;
    const whole = section.repeat(Math.ceil((5_000 * step) / section.length)).slice(0, 5_000 * step);
    const half = streamBy(whole.slice(0, whole.length / 2), step);
    const full = streamBy(whole, step);
    assert.deepEqual(comparableBlocks(full.blocks), lexedAtOnce(whole));
    assert.ok(full.lexed < half.lexed * 2.1, `${full.lexed} of ${half.lexed}`);
    assert.ok(full.lexed < whole.length * 10, `${full.lexed} of ${whole.length}`);
  });

  for (const [name, text] of [
    ['list', '- an item with some *words* in it\n'.repeat(2_000)],
    ['loose list', '1. an item with some *words* in it\n\n'.repeat(2_000)],
    ['table', `| a | b |\n|---|---|\n${'| some words | `code` |\n'.repeat(2_000)}`],
    ['quote', '> a line of words\n'.repeat(4_000)],
    ['paragraph', 'one long line of words '.repeat(3_000)],
  ] as const) {
    it(`lexes one long ${name} a bounded number of times`, () => {
      const step = 20;
      const { lexed, blocks } = streamBy(text, step);
      assert.deepEqual(comparableBlocks(blocks), lexedAtOnce(text));
      // Up to the length from which it is lexed less often, a block of lines without parts is lexed with each delta.
      const eager = (4_096 * 4_096) / (2 * step);
      assert.ok(lexed < eager + text.length * 12, `${lexed} of ${text.length}`);
    });
  }

  it('does not lex a code block while it grows, and keeps its finished parts', () => {
    const { counts, stream } = countingStream();
    const line = 'const value = compute(1, 2, 3); // a line\n';
    let text = 'Here it is:\n```ts\n';
    stream.update(text, false);
    const before = counts.characters;
    let firstPart: unknown;
    for (let at = 0; at < 500; at++) {
      text += line.repeat(100);
      const code = stream.update(text, false)[1];
      assert.ok(code?.kind === 'code' && code.open);
      firstPart ??= code.parts.length > 1 ? code.parts[0] : undefined;
      if (firstPart !== undefined) assert.equal(code.parts[0], firstPart);
    }
    assert.equal(counts.characters, before);
    const [, code] = stream.update(`${text}\`\`\`\n`, true);
    assert.ok(code?.kind === 'code' && !code.open);
    assert.equal(code.parts.join(''), line.repeat(50_000).trimEnd());
    assert.ok(code.parts.length > 100);
  });

  it('keeps the identity of finished blocks and of finished list items', () => {
    const stream = createMarkdownStream();
    const start = 'First.\n\n```\ncode\n```\n\n- a\n- b\n- c\n- d\n';
    const before = stream.update(start, false);
    const after = stream.update(`${start}- e\n`, false);
    assert.equal(after[0], before[0]);
    assert.equal(after[1], before[1]);
    const itemsOf = (block: MarkdownBlock | undefined): unknown[] =>
      block?.kind === 'token' && block.token.type === 'list' ? block.token['items'] : [];
    assert.equal(itemsOf(after[2]).length, 5);
    assert.ok(itemsOf(before[2]).length === 4 && itemsOf(after[2])[0] === itemsOf(before[2])[0]);
  });

  it('turns references into links when their definition comes later', () => {
    const stream = createMarkdownStream();
    const text = 'See [the guide].\n\nOther words.\n\nMore';
    const whole = `${text}.\n\n[the  Guide]: https://example.com\n\nEnd`;
    const before = stream.update(text, false);
    const after = stream.update(whole, false);
    assert.notEqual(after[0], before[0]);
    assert.equal(after[1], before[1]);
    assert.deepEqual(comparableBlocks(after), lexedAtOnce(whole));
  });

  it('starts anew when the text was replaced', () => {
    const stream = createMarkdownStream();
    stream.update('# one\n\ntwo', false);
    assert.deepEqual(
      comparableBlocks(stream.update('other words, longer than before', false)),
      lexedAtOnce('other words, longer than before'),
    );
    assert.deepEqual(comparableBlocks(stream.update('short', true)), lexedAtOnce('short'));
    assert.deepEqual(comparableBlocks(stream.update('short and on', false)), lexedAtOnce('short and on'));
  });

  it('shows a text that the lexer throws on as it is, and the rest as Markdown', () => {
    const bad = '- b\n    > 2) y   ```\n   `';
    const [first, second, third] = createMarkdownStream().update(`# Title\n\n${bad}\n\n**end**`, true);
    assert.ok(first?.kind === 'token' && first.token.type === 'heading');
    assert.ok(second?.kind === 'token' && second.token.raw.startsWith(bad));
    assert.ok(third?.kind === 'token' && third.token.type === 'paragraph');
  });
});
