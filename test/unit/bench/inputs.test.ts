import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { ServerNotification } from '../../../src/protocol/index.ts';
import { initialAppState, type AppEvent } from '../../../src/shared/appState.ts';
import { reduceApp } from '../../../src/shared/reduceApp.ts';
import { isThreadEvent } from '../../../src/shared/thread/threadEvents.ts';
import { burstDeltas, lastWordOf } from '../../bench/benchTexts.ts';
import { createPatchedFile } from '../../bench/benches/diffEngine.ts';
import { firstLoadFiles } from '../../bench/benches/size.ts';
import { selfTimes } from '../../bench/selfTimes.ts';
import { traceTimes } from '../../bench/traceTimes.ts';
import { growingTurn, turnLines } from '../../bench/threadLines.ts';

describe('what the benchmarks measure with', () => {
  it('a burst has exactly as many deltas as asked for, and ends with its last word', () => {
    for (const count of [2, 1000, 20_000]) {
      const deltas = burstDeltas(count);
      assert.equal(deltas.length, count);
      assert.ok(deltas.every((delta) => delta !== ''));
      assert.ok(deltas.join('').endsWith(lastWordOf(count)));
    }
  });

  it('a long burst is a shorter one, continued', () => {
    const [short, long] = [burstDeltas(1000), burstDeltas(3000)];
    assert.deepEqual(long.slice(0, 999), short.slice(0, 999));
  });

  it('a patch has one changed line in each hunk', () => {
    const { before, after, patch } = createPatchedFile(3);
    assert.equal(patch.match(/^@@/gm)?.length, 3);
    const lines = after.split('\n');
    assert.equal(before.split('\n').filter((line, index) => line !== lines[index]).length, 3);
  });

  it('a made-up thread is folded like a real one', () => {
    const threadId = 'T1';
    const growing = growingTurn(threadId, 'x', 3, 'the end');
    const lines = [...turnLines(threadId, 4, 10), ...growing.open, ...growing.deltas, ...growing.close];
    const summary = {
      id: threadId,
      name: null,
      preview: '',
      cwd: '',
      parentThreadId: null,
      status: { type: 'idle' as const },
      model: null,
      modelProvider: null,
      effort: null,
      ephemeral: false,
      createdAtMs: 0,
    };
    const events = lines.map((line) => JSON.parse(line) as ServerNotification);
    assert.ok(events.every(isThreadEvent));
    const seen: AppEvent = { method: 'host/threadSeen', params: { summary, history: 'complete' } };
    const state = [seen, ...events.filter(isThreadEvent)].reduce(reduceApp, initialAppState);
    const turns = state.threads[threadId]?.turns ?? [];
    assert.deepEqual(
      turns.map(({ items, status }) => [items.length, status]),
      [10, 10, 10, 10, 1].map((count) => [count, 'completed']),
    );
    const last = turns.at(-1)?.items[0]?.item;
    assert.equal(last?.type === 'agentMessage' && last.text, 'word 0 word 1 the end');
  });
});

describe('reports of the tools', () => {
  it('the first load of a page is what it imports statically, the toolkit and the style', () => {
    const output = (inputs: readonly string[], imports: readonly [string, string][] = []) => ({
      bytes: 1,
      inputs: Object.fromEntries(inputs.map((name) => [name, {}])),
      imports: imports.map(([path, kind]) => ({ path, kind })),
    });
    const outputs = {
      'dist/webview/main.js': output(
        ['webview/main.tsx'],
        [
          ['dist/webview/chunks/shared.js', 'import-statement'],
          ['dist/webview/chunks/toolkit.js', 'dynamic-import'],
          ['dist/webview/chunks/highlighter.js', 'dynamic-import'],
        ],
      ),
      'dist/webview/chunks/shared.js': output(['webview/ui/memo.ts']),
      'dist/webview/chunks/toolkit.js': output(
        ['webview/ui/toolkit.ts'],
        [['dist/webview/chunks/own.js', 'import-statement']],
      ),
      'dist/webview/chunks/own.js': output([]),
      'dist/webview/chunks/highlighter.js': output(['webview/markdown/highlighter.ts']),
      'dist/webview/main.css': output(['webview/styles.css']),
    };
    assert.deepEqual(firstLoadFiles({ outputs }), [
      'dist/webview/main.js',
      'dist/webview/chunks/shared.js',
      'dist/webview/chunks/toolkit.js',
      'dist/webview/chunks/own.js',
      'dist/webview/main.css',
    ]);
  });

  it('self times leave out what is no work', () => {
    const node = (id: number, functionName: string, url = '') => ({
      id,
      callFrame: { functionName, url, lineNumber: 6 },
    });
    const nodes = [
      node(1, '(idle)'),
      node(2, 'lex', 'https://host/a/main.js?x=1'),
      node(3, ''),
      node(4, '(program)'),
    ];
    const profile = { nodes, samples: [1, 2, 3, 2, 4], timeDeltas: [9000, 1000, 2000, 4000, 1000] };
    assert.deepEqual(selfTimes(profile), [
      { where: 'lex (main.js:7)', ms: 5, share: 0.625 },
      { where: '(anonymous)', ms: 2, share: 0.25 },
      { where: '(program)', ms: 1, share: 0.125 },
    ]);
  });

  it('times of a trace are those of the pages, without what lies inside', () => {
    const place = { pid: 1, tid: 2, ph: 'X' };
    const named = { ...place, ph: 'M', name: 'thread_name', ts: 0, args: { name: 'CrRendererMain' } };
    const events = [
      { ...place, name: 'Layout', ts: 2000, dur: 3000 },
      { ...place, name: 'RunTask', ts: 1000, dur: 5000 },
      { ...place, name: 'RunTask', ts: 7000, dur: 500 },
      { ...place, tid: 3, name: 'Raster', ts: 1000, dur: 9000 },
      named,
    ];
    assert.deepEqual(traceTimes(events), [
      { name: 'Layout', ms: 3 },
      { name: 'RunTask', ms: 2.5 },
    ]);
  });
});
