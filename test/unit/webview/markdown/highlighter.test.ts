import assert from 'node:assert/strict';
import { highlight } from '../../../../webview/markdown/highlight.ts';
import { toOutline } from './outline.ts';

describe('highlighter', () => {
  it('colours known languages and aliases without changing the text', async () => {
    for (const language of [
      'typescript',
      'ts',
      'tsx',
      'py',
      'sh',
      'zsh',
      'html',
      'jsonc',
      'yml',
      'rs',
      'diff',
    ]) {
      const code = 'const a = "<b>"; // c & d\n';
      const outline = toOutline(await highlight(language, code));
      assert.equal(outline.replace(/<span class="hljs-[^"]*">|<\/span>/g, ''), code, language);
    }
    assert.match(toOutline(await highlight('ts', 'const a = 1')), /<span class="hljs-keyword">const<\/span>/);
  });

  it('leaves other languages plain', async () => {
    assert.equal(await highlight('no-such-language', 'x'), undefined);
  });
});
