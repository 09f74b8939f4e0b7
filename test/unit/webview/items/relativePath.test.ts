import assert from 'node:assert/strict';
import { toRelativePath } from '../../../../webview/transcript/items/relativePath.ts';

describe('relative paths', () => {
  it('shortens what is inside the folder only', () => {
    assert.equal(toRelativePath('/ws/src/a.ts', '/ws'), 'src/a.ts');
    assert.equal(toRelativePath('/ws/src/a.ts', '/ws/'), 'src/a.ts');
    assert.equal(toRelativePath('/ws2/a.ts', '/ws'), '/ws2/a.ts');
    assert.equal(toRelativePath('/ws', '/ws'), '.');
    assert.equal(toRelativePath('src/a.ts', '/ws'), 'src/a.ts');
    assert.equal(toRelativePath('/ws/a.ts', null), '/ws/a.ts');
    assert.equal(toRelativePath('/a.ts', '/'), 'a.ts');
  });

  it('knows Windows paths', () => {
    assert.equal(toRelativePath('C:\\Ws\\src\\a.ts', 'c:\\ws'), 'src\\a.ts');
    assert.equal(toRelativePath('D:\\ws\\a.ts', 'C:\\ws'), 'D:\\ws\\a.ts');
  });
});
