import assert from 'node:assert/strict';
import { chmod, rm, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, describe, it } from 'mocha';
import { ContentStore } from '../../../src/review/contentStore.ts';
import { maxStoredBytes } from '../../../src/review/fileContent.ts';
import { WorkspaceSnapshot } from '../../../src/review/workspaceSnapshot.ts';
import { createTempDirs } from '../../support/tempDirs.ts';

const noneHeld: ReadonlySet<string> = new Set();

describe('WorkspaceSnapshot', () => {
  const dirs = createTempDirs();
  after(() => dirs.remove());

  async function make() {
    const folder = await dirs.make('snapshot');
    const files = new Set<string>();
    const snapshot = new WorkspaceSnapshot(new ContentStore(path.join(folder, 'blobs')), async () => [
      ...files,
    ]);
    const at = (name: string): string => path.join(folder, name);
    /** Writes a file with a time of change `ageMs` before now (negative: after). */
    const write = async (name: string, content: string | Buffer, ageMs: number): Promise<void> => {
      await writeFile(at(name), content);
      const time = (Date.now() - ageMs) / 1000;
      await utimes(at(name), time, time);
      files.add(at(name));
    };
    return { snapshot, at, write, files };
  }

  it('tells changed, new and deleted files with what was there, once', async () => {
    const { snapshot, at, write, files } = await make();
    for (const name of ['changed', 'deleted', 'same', 'touched']) await write(name, name, 60_000);
    await snapshot.take(Date.now());
    await write('changed', 'other', 0);
    await write('new', 'new', 0);
    await write('touched', 'touched', 0);
    await chmod(at('same'), 0o755);
    await rm(at('deleted'));
    files.delete(at('deleted'));
    const changes = await snapshot.compareAll(noneHeld);
    const kinds = changes.map((change) => [
      path.basename(change.path),
      change.before.kind,
      change.after.kind,
    ]);
    assert.deepEqual(kinds.toSorted(), [
      ['changed', 'blob', 'blob'],
      ['deleted', 'blob', 'absent'],
      ['new', 'absent', 'blob'],
    ]);
    assert.deepEqual(await snapshot.compareAll(noneHeld), []);
  });

  it('does not pretend to know what was written before it could look', async () => {
    const { snapshot, at, write } = await make();
    await write('late', 'written by the turn', 0);
    // The file's own time has fractions of a millisecond.
    const sinceMs = Date.now() + 1;
    await write('late', 'written by the turn', -60_000);
    await snapshot.take(sinceMs);
    const [change] = await snapshot.compare([at('late')]);
    assert.equal(change?.before.kind, 'unknown');
  });

  it('notes binary and large files', async () => {
    const { snapshot, at, write } = await make();
    await write('binary', 'a\0b', 60_000);
    await write('large', Buffer.alloc(maxStoredBytes + 1, 'a'), 60_000);
    await snapshot.take(Date.now());
    assert.deepEqual(await snapshot.seen(at('binary')), { kind: 'binary' });
    assert.deepEqual(await snapshot.seen(at('large')), { kind: 'tooLarge' });
    await write('binary', 'b\0c', 0);
    const [change] = await snapshot.compare([at('binary')]);
    assert.deepEqual([change?.before.kind, change?.after.kind], ['binary', 'binary']);
  });

  it('claims nothing when the files cannot be listed', async () => {
    const folder = await dirs.make('unlisted');
    const contents = new ContentStore(path.join(folder, 'blobs'));
    const snapshot = new WorkspaceSnapshot(contents, () => Promise.reject(new Error('no list')));
    await assert.rejects(snapshot.take(Date.now()), /no list/);
    assert.equal(await snapshot.seen(path.join(folder, 'x')), undefined);
  });

  it('tells and stores only so much of what a turn writes', async () => {
    const folder = await dirs.make('storm');
    const contents = new ContentStore(path.join(folder, 'blobs'));
    const snapshot = new WorkspaceSnapshot(contents, async () => [], { files: 5, bytes: 1000 });
    const kindsOf = async (names: readonly string[]): Promise<string[]> =>
      (await snapshot.compare(names)).map(({ after: { kind } }) => kind);
    const write = async (name: string, bytes: number): Promise<string> => {
      await writeFile(path.join(folder, name), 'a'.repeat(bytes));
      return path.join(folder, name);
    };
    await snapshot.take(Date.now());
    const names = await Promise.all(Array.from({ length: 7 }, (_none, index) => write(`small${index}`, 1)));
    assert.deepEqual(await kindsOf(names), Array(5).fill('blob'));
    assert.deepEqual(await kindsOf(names), []);
    await snapshot.take(Date.now());
    const large = [await write('large0', 600), await write('large1', 600)];
    assert.deepEqual((await kindsOf(large)).toSorted(), ['blob', 'tooLarge']);
  });

  it('takes what was accepted as seen, and leaves held files for later', async () => {
    const { snapshot, at, write } = await make();
    await write('own', 'before', 60_000);
    await write('held', 'before', 60_000);
    await snapshot.take(Date.now());
    await write('own', 'my own', 0);
    await write('held', 'patched', 0);
    await snapshot.accept(at('own'));
    assert.deepEqual(await snapshot.compareAll(new Set([at('held')])), []);
    assert.equal((await snapshot.compareAll(noneHeld)).length, 1);
  });
});
