import assert from 'node:assert/strict';
import type { ThreadItem } from '../../../../src/protocol/index.ts';
import type { ItemState } from '../../../../src/shared/thread/threadState.ts';
import { outcomeText, shownOutput } from '../../../../webview/transcript/items/commandExecution.tsx';
import { toDataText } from '../../../../webview/transcript/items/dataView.tsx';
import { changeTitle } from '../../../../webview/transcript/items/fileChange.tsx';
import { ItemBody } from '../../../../webview/transcript/items/itemBody.tsx';
import { failureDetails } from '../../../../webview/transcript/items/itemBoundary.tsx';
import { itemDuration } from '../../../../webview/transcript/items/itemDuration.ts';
import { itemLabel } from '../../../../webview/transcript/items/itemLabel.ts';
import { toItemStatus } from '../../../../webview/transcript/items/itemStatus.ts';
import { reasoningParts, reasoningTitle } from '../../../../webview/transcript/items/reasoning.tsx';
import { contentText } from '../../../../webview/transcript/items/toolCall.tsx';
import { UnknownItem } from '../../../../webview/transcript/items/unknownItem.tsx';
import { toChip } from '../../../../webview/transcript/items/userMessage.tsx';
import { webSearchText } from '../../../../webview/transcript/items/webSearch.tsx';

function stateOf(item: object, progress: ItemState['progress']): ItemState {
  return { item: { id: 'i', ...item } as ThreadItem, progress, startedAtMs: null, completedAtMs: null };
}

describe('item rows', () => {
  it('take the status of the item, else how far it came', () => {
    assert.equal(
      toItemStatus(stateOf({ type: 'commandExecution', status: 'declined' }, 'completed')),
      'declined',
    );
    assert.equal(
      toItemStatus(stateOf({ type: 'commandExecution', status: 'inProgress' }, 'open')),
      'inProgress',
    );
    assert.equal(
      toItemStatus(stateOf({ type: 'commandExecution', status: 'inProgress' }, 'interrupted')),
      'interrupted',
    );
    assert.equal(toItemStatus(stateOf({ type: 'fileChange', status: 'failed' }, 'interrupted')), 'failed');
    assert.equal(toItemStatus(stateOf({ type: 'agentMessage' }, 'open')), 'inProgress');
    assert.equal(toItemStatus(stateOf({ type: 'agentMessage' }, 'completed')), 'completed');
    assert.equal(toItemStatus(stateOf({ type: 'agentMessage' }, 'interrupted')), 'interrupted');
    assert.equal(toItemStatus(stateOf({ type: 'imageGeneration', status: 'odd' }, 'completed')), 'completed');
  });

  it('show an item of an unknown type by its type', () => {
    const state = stateOf({ type: 'brandNew', data: 1 }, 'completed');
    const node = ItemBody({ threadId: 't', turnId: 'u', state, waits: false, canEdit: false });
    assert.equal(node.type, UnknownItem);
    assert.equal((node.props as { type: string }).type, 'brandNew');
    assert.equal(itemLabel(state), 'Item: brandNew');
  });

  it('name the rows', () => {
    const command = stateOf({ type: 'commandExecution', command: "/bin/bash -lc 'npm test'" }, 'completed');
    assert.equal(itemLabel(command), 'Command: npm test');
    const change = stateOf({ type: 'fileChange', changes: [{}, {}] }, 'completed');
    assert.equal(itemLabel(change), 'Change of 2 files');
    assert.equal(itemLabel(stateOf({ type: 'contextCompaction' }, 'open')), 'Compacting context');
    assert.equal(itemLabel(stateOf({ type: 'contextCompaction' }, 'completed')), 'Context compacted');
  });

  it('say how a command ended', () => {
    assert.equal(outcomeText('completed', 0), null);
    assert.equal(outcomeText('failed', 2), 'Exit code 2');
    assert.equal(outcomeText('failed', null), 'Failed');
    assert.equal(outcomeText('declined', null), 'Declined');
  });

  it('draw the end of the output while the command runs and all that is kept afterwards', () => {
    const output = { head: 'first\n', tail: 'line\n'.repeat(3_000), droppedChars: 7 };
    const live = shownOutput(output, true);
    assert.ok(live.length <= 8_000 && live.startsWith('line\n') && live.endsWith('line\n'));
    const done = shownOutput(output, false);
    assert.ok(done.startsWith('first\n[… 7 characters left out …]\nline\n') && done.endsWith('line\n'));
  });

  it('measure an item by its times, and only by what is known', () => {
    assert.equal(itemDuration({ startedAtMs: 1_000, completedAtMs: 13_000 }, 84), '12s');
    assert.equal(itemDuration({ startedAtMs: 1_000, completedAtMs: null }, null), null);
    assert.equal(itemDuration({ startedAtMs: null, completedAtMs: null }, 5_000), '5.0s');
    assert.equal(itemDuration({ startedAtMs: 1_000, completedAtMs: 1_500 }, 84), null);
  });

  it('say what happened to files', () => {
    assert.equal(changeTitle('completed', 1, false), 'Changed 1 file');
    assert.equal(changeTitle('declined', 3, false), 'Change of 3 files declined');
    assert.equal(changeTitle('inProgress', 2, false), 'Changing 2 files');
    assert.equal(changeTitle('inProgress', 2, true), 'Change of 2 files');
  });

  it('title reasoning by its first line', () => {
    assert.equal(reasoningTitle('**Reading the code**\n\nI should…'), 'Reading the code');
    assert.equal(reasoningTitle('## Plan\nx'), 'Plan');
    assert.deepEqual(reasoningParts({ summary: ['', ' '], content: ['raw'] }), ['raw']);
    assert.deepEqual(reasoningParts({ summary: ['a', ''], content: ['raw'] }), ['a']);
  });

  it('say what was searched', () => {
    assert.equal(webSearchText({ query: '', action: { type: 'other' } }), 'Searching the web');
    assert.equal(webSearchText({ query: 'cats', action: null }), 'Searched the web for “cats”');
    assert.equal(webSearchText({ query: '', action: { type: 'openPage', url: 'https://x' } }), 'Opened page');
  });

  it('show what was attached, never an address that may be the data itself', () => {
    assert.deepEqual(toChip({ type: 'localImage', path: '/a/b.png' }), {
      icon: 'file-media',
      text: 'b.png',
      title: '/a/b.png',
    });
    assert.ok(
      !JSON.stringify(toChip({ type: 'image', url: 'data:image/png;base64,AAAA' })).includes('base64'),
    );
  });

  it('show the text of a tool result, other content as data', () => {
    assert.equal(
      contentText([
        { type: 'text', text: 'a' },
        { type: 'text', text: 'b' },
      ]),
      'a\nb',
    );
    const mixed = [
      { type: 'text', text: 'a' },
      { type: 'image', data: 'x' },
    ];
    assert.equal(contentText(mixed), mixed);
  });

  it('cut data that is too long to show', () => {
    const text = toDataText('x'.repeat(20_010));
    assert.ok(text.endsWith('[… 10 more characters …]') && text.length < 20_100);
    assert.equal(toDataText({ a: 1 }), '{\n  "a": 1\n}');
    assert.equal(toDataText(undefined), '');
  });

  it('give the type and the place of a failure, nothing of the item', () => {
    assert.equal(failureDetails('plan', { message: 'broken', stack: 'at x' }), 'plan: broken\nat x');
  });
});
