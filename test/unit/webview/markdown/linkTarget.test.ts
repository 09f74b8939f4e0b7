import assert from 'node:assert/strict';
import { toExternalUrl, toLinkedFile, toMentionedFile } from '../../../../webview/markdown/linkTarget.ts';

describe('link targets', () => {
  it('opens web and mail addresses only', () => {
    for (const href of ['https://example.com/a?b#c', 'HTTP://example.com', 'mailto:a@example.com']) {
      assert.equal(toExternalUrl(href), href);
    }
    for (const href of [
      'javascript:alert(1)',
      'command:workbench.action.x',
      'data:text/html,x',
      'vscode://a/b',
      'https:// x',
      'java\u0000script:x',
      'https://a\u0007b',
      'https://[',
      '',
    ]) {
      assert.equal(toExternalUrl(href), undefined, href);
    }
  });

  it('reads paths with lines and columns', () => {
    const cases: [string, string, number | null, number | null][] = [
      ['src/a.ts', 'src/a.ts', null, null],
      ['src/a.ts:12', 'src/a.ts', 12, null],
      ['src/a.ts:12:5', 'src/a.ts', 12, 5],
      ['src/a.ts:12-20', 'src/a.ts', 12, null],
      ['src/a.ts#L12', 'src/a.ts', 12, null],
      ['src/a.ts#L12C3-L14', 'src/a.ts', 12, 3],
      ['/abs/a%20b.ts', '/abs/a b.ts', null, null],
      ['file:///abs/a.ts#L3', '/abs/a.ts', 3, null],
      ['file:///C:/x/a.ts', 'C:/x/a.ts', null, null],
      ['C:\\x\\a.ts:7', 'C:\\x\\a.ts', 7, null],
      ['100%.txt', '100%.txt', null, null],
    ];
    for (const [href, path, line, column] of cases)
      assert.deepEqual(toLinkedFile(href), { path, line, column });
  });

  it('takes no other scheme and no other machine for a file', () => {
    for (const href of [
      'javascript:alert(1)',
      'command:a.b',
      'vscode://x',
      'file://host/share',
      '//host/x',
      '\\\\host\\x',
      '%5C%5Chost%5Cx',
      '#section',
      '',
      ':12',
      'a\nb',
    ]) {
      assert.equal(toLinkedFile(href), undefined, href);
    }
  });

  it('takes inline code for a file only if it looks like one', () => {
    for (const code of ['src/app.ts', 'README.md', 'a/b', '.gitignore', 'app.ts:12:3', 'app/[id]/page.tsx']) {
      assert.ok(toMentionedFile(code), code);
    }
    for (const code of [
      'foo',
      'a b.ts',
      '1.2.3',
      'foo.bar()',
      'x = 1',
      '-v',
      '--a/b',
      'npm',
      '$HOME/x',
      '...',
      '@',
      'a|b',
    ]) {
      assert.equal(toMentionedFile(code), undefined, code);
    }
  });
});
