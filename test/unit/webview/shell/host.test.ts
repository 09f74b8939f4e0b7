import assert from 'node:assert/strict';
import { isHostMessage, loadUiState, postIntent, saveUiState } from '../../../../webview/host.ts';

describe('host', () => {
  it('takes the messages of the contract', () => {
    const messages = [
      { type: 'snapshot', epoch: 'a', seq: 0, state: {} },
      { type: 'events', epoch: 'a', from: 0, events: [] },
      { type: 'pathsResolved', paths: {} },
      { type: 'focusComposer' },
      { type: 'focusApproval', approvalId: 'A' },
    ];
    for (const message of messages) assert.equal(isHostMessage(message), true, message.type);
  });

  it('drops everything else that reaches the window', () => {
    const others: unknown[] = [
      null,
      undefined,
      'snapshot',
      [],
      {},
      { type: 'unknown' },
      { type: 'snapshot', epoch: 'a', seq: 0, state: null },
      { type: 'snapshot', epoch: 'a', seq: '0', state: {} },
      { type: 'events', epoch: 'a', from: 0, events: {} },
      { type: 'events', from: 0, events: [] },
      { type: 'pathsResolved', paths: [] },
      { type: 'focusApproval' },
    ];
    for (const message of others) assert.equal(isHostMessage(message), false, JSON.stringify(message));
  });

  it('is silent outside a webview', () => {
    postIntent({ type: 'ready' });
    saveUiState({ open: { a: true } });
    assert.deepEqual(loadUiState(), {
      open: {},
      anchors: {},
      filledIn: {},
      queuedEdits: {},
      hasComposer: false,
      surface: null,
    });
  });
});
