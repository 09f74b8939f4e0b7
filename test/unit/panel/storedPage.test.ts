import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { toStoredPage, type StoredPage } from '../../../src/panel/storedPage.ts';

const id = '0b9f3c7e-1111-4222-8333-123456789abc';

const table: readonly [string, unknown, StoredPage | null][] = [
  ['a page with a thread', { surface: [id, 'T'], open: {} }, { surfaceId: id, threadId: 'T' }],
  ['a page with a new thread', { surface: [id, null] }, { surfaceId: id, threadId: null }],
  ['a thread id that is none', { surface: [id, 7] }, { surfaceId: id, threadId: null }],
  ['a thread id that every object has', { surface: [id, 'toString'] }, { surfaceId: id, threadId: null }],
  ['the sidebar', { surface: ['sidebar', 'T'] }, null],
  ['a name of another key', { surface: ['../state', 'T'] }, null],
  ['an earlier version', { open: {}, anchors: {} }, null],
  ['nothing', undefined, null],
  ['null', null, null],
  ['text', 'surface', null],
];

describe('toStoredPage', () => {
  for (const [name, state, wanted] of table) it(name, () => assert.deepEqual(toStoredPage(state), wanted));
});
