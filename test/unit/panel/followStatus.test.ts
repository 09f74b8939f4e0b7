import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { followStatus } from '../../../src/panel/followStatus.ts';
import { threadTitle } from '../../../src/shared/thread/threadSummary.ts';
import { readSession } from '../../support/recordedSession.ts';
import { surfaceParts } from './surfaceParts.ts';

describe('followStatus', () => {
  const recorded = readSession('patchAccepted');

  it('tells the title and the status, each once, and nothing after its end', () => {
    const { store, surfaces } = surfaceParts().open();
    const told: string[] = [];
    const following = followStatus(store, surfaces.sidebar, ({ isNew, summary, status }) =>
      told.push(`${isNew ? 'new' : threadTitle(summary)}: ${status}`),
    );
    assert.deepEqual(told, ['new: idle']);
    store.dispatch(recorded.events.slice(0, 1));
    surfaces.sidebar.show(recorded.threadId);
    for (const event of recorded.events.slice(1)) store.dispatch([event]);
    const statuses = told.map((line) => line.split(': ').at(-1));
    assert.ok(statuses.includes('running'), told.join('\n'));
    assert.equal(statuses.at(-1), 'idle');
    for (const [index, line] of told.entries()) assert.notEqual(line, told[index - 1]);
    const { length } = told;
    following.dispose();
    surfaces.sidebar.show(null);
    assert.equal(told.length, length);
  });
});
