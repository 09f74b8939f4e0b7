import assert from 'node:assert/strict';
import { Lexer } from 'marked';
import fc from 'fast-check';
import { createMarkdownStream } from '/work/main/webview/markdown/markdownStream.ts';
import { lexMarkdown } from '/work/main/webview/markdown/lexMarkdown.ts';
import { toLanguage } from '/work/main/webview/markdown/openFence.ts';
const pieces = [
  '- a',
  '- b\n',
  '1. x\n',
  '2) y',
  '\n',
  '\n\n',
  '  ',
  '    ',
  '```',
  '```js\n',
  '~~~\n',
  '> q',
  '> ',
  '# h',
  '## ',
  'text',
  'foo *em* ',
  '**b**',
  '`c`',
  '|a|b|\n|-|-|\n',
  '|1|2|\n',
  '|',
  '---',
  '===',
  '\n---\n',
  '[r]',
  '[r]: /u',
  '[r]: /u "t',
  '"',
  '[x][R]\n',
  '<div>',
  '<!--',
  '-->',
  '</div>\n',
  '\t',
  '\r\n',
  '\r',
  '- [ ] t\n',
  '- [x] t',
  '  - n\n',
  '   ```\n',
  ' ',
  '*',
  '-',
  '+ p\n',
  '1',
  '.',
  '***\n',
  '<a>',
  'http://a.b ',
  '\\',
  'é',
  '_x_',
  '~~s~~',
  '!',
  '[i](u)',
  '   foo\n',
  '> - l\n',
  '> > n\n',
  '\n  more\n',
  '[r2]: <v>\n',
  '- [r]: /z\n',
];
const norm = (t: any): any => {
  // normalise tokens for compare
  if (Array.isArray(t)) return t.filter((x: any) => x.type !== 'space' && x.type !== 'def').map(norm);
  if (t.type === 'code')
    return { type: 'code', language: toLanguage(t.lang), text: t.text.replace(/\n$/, '') };
  const o: any = {};
  for (const k of Object.keys(t)) {
    if (k === 'raw' || (k === 'text' && (t.tokens || t.type === 'list_item'))) continue;
    const v = t[k];
    if (k === 'tokens' || k === 'items') o[k] = norm(v);
    else if (k === 'rows') o[k] = v.map((r: any) => r.map(norm));
    else if (k === 'header' && Array.isArray(v)) o[k] = v.map(norm);
    else o[k] = v;
  }
  if (t.type === 'list') {
    for (const i of o.items) {
      i.loose = t.loose;
      const rest = i.tokens
        .filter((x: any) => x.type !== 'checkbox')
        .map((x: any) => ({
          ...x,
          type: t.loose && x.type === 'text' ? 'paragraph' : x.type,
          tokens: x.tokens?.filter((y: any) => y.type !== 'checkbox'),
        }))
        .filter((x: any) => !(x.type === 'paragraph' && x.tokens?.length === 0));
      i.tokens = rest;
    }
  }
  return o;
};
const blocks = (bs: any) =>
  bs.map((b: any) =>
    b.kind === 'code'
      ? { type: 'code', language: b.language, text: b.parts.join('') }
      : b.kind === 'token'
        ? norm(b.token)
        : b,
  );
describe('s', () => {
  it('done = oneshot; open prefixes = oneshot without defs', function () {
    this.timeout(300000);
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...pieces), { maxLength: 25 }),
        fc.array(fc.nat(12), { minLength: 1, maxLength: 30 }),
        (ps, cuts) => {
          const text = ps.join('');
          const s = createMarkdownStream();
          let i = 0,
            k = 0;
          while (i < text.length) {
            i = Math.min(text.length, i + 1 + (cuts[k++ % cuts.length] ?? 0));
            const pre = text.slice(0, i);
            const b = s.update(pre, false);
            if (!/\]:/.test(pre)) {
              const pp = pre.replace(/\r\n?/g, '\n');
              assert.deepEqual(blocks(b), norm([...lexMarkdown(pp, {}).tokens]), JSON.stringify(pre));
            }
          }
          assert.deepEqual(
            blocks(s.update(text, true)),
            norm([...lexMarkdown(text.replace(/\r\n?/g, '\n'), {}).tokens]),
          );
        },
      ),
      { numRuns: Number(process.env.N ?? 20000) },
    );
  });
});
