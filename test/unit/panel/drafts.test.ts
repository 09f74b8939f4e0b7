import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { Drafts } from '../../../src/panel/drafts.ts';
import { memoryStorage } from './memoryStorage.ts';

function setUp() {
  const storage = memoryStorage();
  let next = 0;
  const create = (): Drafts => new Drafts(storage, () => `key-${++next}`);
  return { create, storage };
}

describe('Drafts', () => {
  it('keeps a draft for each thread, also after a restart', () => {
    const { create } = setUp();
    const drafts = create();
    drafts.write(drafts.keyOf('T1'), 'one');
    drafts.write(drafts.keyOf('T2'), 'two');
    const restarted = create();
    assert.equal(restarted.read(restarted.keyOf('T1')), 'one');
    assert.equal(restarted.read(restarted.keyOf('T2')), 'two');
  });

  it('keeps the key of a new thread until it has its id, and gives the next one its own', () => {
    const { create } = setUp();
    const drafts = create();
    const key = drafts.keyOf(null);
    assert.equal(drafts.keyOf(null), key);
    drafts.write(key, 'typed while it starts');
    drafts.assign(key, 'T1');
    assert.equal(drafts.read(drafts.keyOf('T1')), 'typed while it starts');
    assert.notEqual(drafts.keyOf(null), key);
    assert.equal(drafts.read(drafts.keyOf(null)), '');
  });

  it('moves a draft to a new key', () => {
    const { create } = setUp();
    const drafts = create();
    const key = drafts.keyOf('T1');
    drafts.write(key, 'text');
    const renewed = drafts.renew(key, 'T1');
    assert.notEqual(renewed, key);
    assert.equal(drafts.keyOf('T1'), renewed);
    assert.equal(drafts.read(renewed), 'text');
    assert.equal(drafts.read(key), '');
  });

  it('keeps some in memory only', () => {
    const { create, storage } = setUp();
    const drafts = create();
    const key = drafts.unstoredKey();
    drafts.write(key, 'nothing of this is left');
    assert.equal(drafts.read(key), 'nothing of this is left');
    const renewed = drafts.renew(key, 'T1');
    assert.notEqual(renewed, key);
    assert.deepEqual([drafts.read(key), drafts.read(renewed)], ['', 'nothing of this is left']);
    assert.equal(drafts.keyOf('T1'), 'T1');
    assert.deepEqual([storage.get('drafts'), storage.get('draftKeys')], [undefined, undefined]);
    assert.equal(create().read(renewed), '');
  });

  it('keeps what was typed in the sidebar before there were tabs', () => {
    const storage = memoryStorage();
    void storage.update('draftKeys', { new: 'key-0' });
    void storage.update('drafts', { 'key-0': 'from an earlier version' });
    const drafts = new Drafts(storage, () => 'other');
    assert.equal(drafts.read(drafts.keyOf(null, 'sidebar')), 'from an earlier version');
    assert.equal(drafts.read(drafts.keyOf(null, 'tab')), '');
  });

  it('gives each surface a new thread of its own', () => {
    const drafts = setUp().create();
    const [sidebar, tab] = [drafts.keyOf(null, 'sidebar'), drafts.keyOf(null, 'tab')];
    drafts.write(sidebar, 'one');
    drafts.write(tab, 'two');
    drafts.assign(tab, 'T1');
    assert.equal(drafts.read(drafts.keyOf('T1')), 'two');
    assert.equal(drafts.keyOf(null, 'sidebar'), sidebar);
    assert.notEqual(drafts.keyOf(null, 'tab'), tab);
  });

  it('forgets the oldest beyond 200', () => {
    const { create } = setUp();
    const drafts = create();
    for (let index = 0; index <= 200; index++) drafts.write(`T${index}`, 'x');
    assert.equal(drafts.read('T0'), '');
    assert.equal(drafts.read('T1'), 'x');
    assert.equal(drafts.read('T200'), 'x');
  });
});
