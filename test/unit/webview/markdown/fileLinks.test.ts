import assert from 'node:assert/strict';
import { createFileLinks } from '../../../../webview/markdown/fileLinks.ts';

describe('file links', () => {
  it('asks about all paths of a moment at once and about each once', async () => {
    const asked: (readonly string[])[] = [];
    const links = createFileLinks((paths) => asked.push(paths));
    links.watch('a', () => {});
    links.watch('b', () => {});
    links.watch('a', () => {});
    assert.deepEqual(asked, []);
    await Promise.resolve();
    assert.deepEqual(asked, [['a', 'b']]);
  });

  it('cuts a large batch', async () => {
    const sizes: number[] = [];
    const links = createFileLinks((paths) => sizes.push(paths.length));
    for (let index = 0; index < 450; index++) links.watch(`file${index}`, () => {});
    await Promise.resolve();
    assert.deepEqual(sizes, [200, 200, 50]);
  });

  it('tells who waits, until they stop', () => {
    const links = createFileLinks(() => {});
    const heard: string[] = [];
    const stop = links.watch('a', () => heard.push('first'));
    links.watch('a', () => heard.push('second'));
    stop();
    assert.equal(links.exists('a'), undefined);
    links.receive({ a: true, other: false });
    assert.deepEqual(heard, ['second']);
    assert.equal(links.exists('a'), true);
    links.receive({ a: true });
    assert.deepEqual(heard, ['second']);
  });

  it('asks again about a file that did not exist, not about one that did', async () => {
    const asked: string[] = [];
    const links = createFileLinks((paths) => asked.push(...paths));
    links.watch('gone', () => {});
    links.watch('here', () => {});
    await Promise.resolve();
    links.receive({ gone: false, here: true });
    links.watch('gone', () => {});
    links.watch('here', () => {});
    await Promise.resolve();
    assert.deepEqual(asked, ['gone', 'here', 'gone']);
  });
});
