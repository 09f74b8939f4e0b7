import assert from 'node:assert/strict';
import { RecentBlobs } from '../../../src/review/recentBlobs.ts';

describe('RecentBlobs', () => {
  it('holds the last that fit', () => {
    const recent = new RecentBlobs(10, 1000);
    recent.add('a', Buffer.alloc(6), 0);
    recent.add('b', Buffer.alloc(4), 0);
    assert.ok(recent.get('a', 0) && recent.get('b', 0));
    recent.add('a', Buffer.alloc(6), 0);
    recent.add('c', Buffer.alloc(4), 0);
    assert.equal(recent.get('b', 0), undefined, 'stored longest ago');
    assert.ok(recent.get('a', 0) && recent.get('c', 0));
    recent.add('d', Buffer.alloc(11), 0);
    assert.deepEqual(
      ['a', 'c', 'd'].map((hash) => recent.get(hash, 0)),
      [undefined, undefined, undefined],
    );
    recent.add('e', Buffer.alloc(10), 0);
    assert.ok(recent.get('e', 0));
  });

  it('forgets what is old or deleted', () => {
    const recent = new RecentBlobs(10, 1000);
    recent.add('a', Buffer.alloc(1), 0);
    assert.ok(recent.get('a', 1000));
    assert.equal(recent.get('a', 1001), undefined);
    recent.add('b', Buffer.alloc(1), 0);
    recent.delete('b');
    assert.equal(recent.get('b', 0), undefined);
  });
});
