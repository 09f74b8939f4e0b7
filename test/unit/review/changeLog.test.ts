import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { type LogEvent, reduceLog } from '../../../src/review/changeLog.ts';
import {
  checkpointTurns,
  openFiles,
  planRestore,
  planTurnUndo,
  planUndo,
} from '../../../src/review/changePlans.ts';
import { absent, blob, changed, logOf } from './reviewFakes.ts';

const undone = (id: string, records: { turnId: string; path: string }[]): LogEvent => ({
  type: 'undone',
  undo: { id, atMs: 1, kind: 'turn', entries: [] },
  records,
});

describe('the log of changes', () => {
  it('compares a file with what it was before its first open change', () => {
    const log = logOf(
      changed('1', '/a', blob('0'), blob('1')),
      changed('1', '/a', blob('1'), blob('2')),
      changed('2', '/a', blob('2'), blob('3')),
    );
    const [file] = openFiles(log);
    assert.deepEqual([file?.baseline, file?.after, file?.records.length], [blob('0'), blob('3'), 2]);
  });

  it('starts anew after a file was kept', () => {
    const log = logOf(
      changed('1', '/a', blob('0'), blob('1')),
      { type: 'kept', records: [{ turnId: '1', path: '/a' }] },
      changed('2', '/a', blob('1'), blob('2')),
    );
    assert.deepEqual(openFiles(log)[0]?.baseline, blob('1'));
  });

  it('starts anew when the same turn goes on after a verdict, and still knows the checkpoint', () => {
    const log = logOf(
      changed('1', '/a', blob('0'), blob('1')),
      { type: 'kept', records: [{ turnId: '1', path: '/a' }] },
      changed('1', '/a', blob('1'), blob('2')),
    );
    assert.deepEqual(openFiles(log)[0]?.baseline, blob('1'));
    assert.deepEqual(planRestore(log, new Set(['1']))[0]?.target, blob('0'));
  });

  it('moves the baseline with a kept hunk, until nothing of the file is open', () => {
    const moved = logOf(changed('1', '/a', blob('0'), blob('2')), {
      type: 'baselineMoved',
      path: '/a',
      baseline: blob('1'),
    });
    assert.deepEqual(planUndo(moved, null)[0]?.target, blob('1'));
    assert.deepEqual(planTurnUndo(moved, '1')[0]?.target, blob('1'));
    const kept = reduceLog(moved, { type: 'kept', records: [{ turnId: '1', path: '/a' }] });
    assert.deepEqual(kept.baselines, {});
    assert.deepEqual(openFiles(kept), []);
  });

  it('keeps a whole turn also after a hunk of it was kept', () => {
    const log = logOf(
      changed('1', '/a', blob('0'), blob('1')),
      changed('2', '/a', blob('1'), blob('2')),
      { type: 'baselineMoved', path: '/a', baseline: blob('0 and a hunk') },
      { type: 'kept', records: [{ turnId: '1', path: '/a' }] },
    );
    assert.deepEqual(openFiles(log)[0]?.baseline, blob('1'));
  });

  it('undoes one turn of several and redoes it, with what later ones are compared with', () => {
    const log = logOf(changed('1', '/a', blob('0'), blob('1')), changed('2', '/a', blob('1'), blob('2')));
    assert.deepEqual(planTurnUndo(log, '1'), [
      { path: '/a', base: blob('1'), target: blob('0'), records: [{ turnId: '1', path: '/a' }] },
    ]);
    const after = reduceLog(log, undone('u', [{ turnId: '1', path: '/a' }]));
    assert.deepEqual(openFiles(after)[0]?.baseline, blob('0'));
    const again = reduceLog(after, { type: 'redone', undoId: 'u' });
    assert.deepEqual(openFiles(again), openFiles(log));
    assert.deepEqual(again.undone, []);
  });

  it('takes the place a file was moved from along', () => {
    const log = logOf(
      changed('1', '/old', blob('0'), absent),
      changed('1', '/new', absent, blob('1'), '/old'),
      changed('1', '/other', blob('x'), blob('y')),
    );
    for (const path of ['/old', '/new'])
      assert.deepEqual(
        planUndo(log, [path]).map((step) => [step.path, step.target]),
        [
          ['/old', blob('0')],
          ['/new', absent],
        ],
      );
  });

  it('restores what the first of the turns found, whatever became of the changes since', () => {
    const log = logOf(
      changed('1', '/a', blob('0'), blob('1')),
      changed('2', '/a', blob('1'), blob('2')),
      changed('3', '/a', blob('2'), blob('3')),
      changed('3', '/b', absent, blob('b')),
      { type: 'kept', records: [{ turnId: '2', path: '/a' }] },
    );
    assert.deepEqual(
      planRestore(log, new Set(['2', '3'])).map(({ path, target }) => [path, target]),
      [
        ['/a', blob('1')],
        ['/b', absent],
      ],
    );
    assert.deepEqual(planRestore(log, new Set(['9'])), []);
  });

  it('has a checkpoint only where something can be put back', () => {
    const log = logOf(
      changed('1', '/a', { kind: 'unknown' }, blob('1')),
      changed('2', '/b', { kind: 'binary' }, { kind: 'binary' }),
      changed('3', '/a', blob('1'), blob('2')),
    );
    assert.deepEqual(checkpointTurns(log), ['3']);
  });

  it('leaves files that could not be written as they were before the undo', () => {
    const log = logOf(changed('1', '/a', blob('0'), blob('1')), changed('1', '/b', blob('2'), blob('3')));
    const entries = ['/a', '/b'].map((path) => ({ path, replaced: blob('x'), wrote: blob('y') }));
    const records = ['/a', '/b'].map((path) => ({ turnId: '1', path }));
    const events: LogEvent[] = [
      { type: 'undone', undo: { id: 'u', atMs: 1, kind: 'turn', entries }, records },
      { type: 'written', undoId: 'u', failed: ['/b'] },
    ];
    const after = events.reduce(reduceLog, log);
    assert.deepEqual(
      openFiles(after).map(({ path, baseline }) => [path, baseline]),
      [['/b', blob('2')]],
    );
    assert.deepEqual(
      after.undone[0]?.entries.map(({ path }) => path),
      ['/a'],
    );
    assert.deepEqual(openFiles(reduceLog(after, { type: 'redone', undoId: 'u' })), openFiles(log));
  });

  it('is not changed by what it does not know', () => {
    const log = logOf(changed('1', '/a', blob('0'), blob('1')));
    assert.equal(reduceLog(log, { type: 'redone', undoId: 'none' }), log);
  });
});
