import assert from 'node:assert/strict';
import { readdir, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, describe, it } from 'mocha';
import { ContentStore } from '../../../src/review/contentStore.ts';
import { maxStoredBytes } from '../../../src/review/fileContent.ts';
import { createTempDirs } from '../../support/tempDirs.ts';

describe('ContentStore', () => {
  const dirs = createTempDirs();
  after(() => dirs.remove());

  async function make(): Promise<{ store: ContentStore; folder: string }> {
    const folder = path.join(await dirs.make('blobs'), 'blobs');
    return { store: new ContentStore(folder), folder };
  }

  it('gives the very bytes back, once stored for all', async () => {
    const { store, folder } = await make();
    const bytes = Buffer.from('\uFEFFa\r\nb');
    const [first, second] = await Promise.all([store.put(bytes), store.put(bytes)]);
    assert.deepEqual(first, second);
    assert.ok(first.kind === 'blob');
    assert.deepEqual(Buffer.from(await store.get(first.hash)), bytes);
    const files = await readdir(folder, { recursive: true });
    assert.equal(files.length, 2, 'a folder and one file, and nothing half written');
  });

  it('notes what it does not store', async () => {
    const { store, folder } = await make();
    assert.deepEqual(await store.put(null), { kind: 'absent' });
    assert.deepEqual(await store.put(Buffer.from('a\0b')), { kind: 'binary' });
    assert.deepEqual(await store.put(Buffer.alloc(maxStoredBytes + 1, 'a')), { kind: 'tooLarge' });
    assert.equal((await store.put(Buffer.from('\uFEFFab', 'utf16le'))).kind, 'blob');
    assert.deepEqual(await readdir(folder).then((names) => names.length), 1);
  });

  it('refuses bytes that were damaged', async () => {
    const { store, folder } = await make();
    const stored = await store.put(Buffer.from('good'));
    assert.ok(stored.kind === 'blob');
    await writeFile(path.join(folder, stored.hash.slice(0, 2), stored.hash), 'bad');
    await assert.rejects(new ContentStore(folder).get(stored.hash), /damaged/);
  });

  it('prunes what is old and not needed', async () => {
    const { store, folder } = await make();
    const [kept, old, young] = await Promise.all(['a', 'b', 'c'].map((text) => store.put(Buffer.from(text))));
    assert.ok(kept?.kind === 'blob' && old?.kind === 'blob' && young?.kind === 'blob');
    const long = new Date(Date.now() - 48 * 60 * 60 * 1000);
    for (const { hash } of [kept, old]) await utimes(path.join(folder, hash.slice(0, 2), hash), long, long);
    // Such as file managers leave behind.
    await writeFile(path.join(folder, '.DS_Store'), '');
    assert.equal(await store.prune(new Set([kept.hash]), Date.now()), 1);
    assert.equal((await store.get(kept.hash)).length, 1);
    assert.equal((await store.get(young.hash)).length, 1);
    await assert.rejects(store.get(old.hash));
  });
});
