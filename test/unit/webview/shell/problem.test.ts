import assert from 'node:assert/strict';
import { initialAppState, type AppState, type ServerFailure } from '../../../../src/shared/appState.ts';
import { toProblem } from '../../../../webview/states/problem.ts';

const ready: AppState = { ...initialAppState, workspace: { kind: 'ready', cwd: '/w', folders: ['/w'] } };

function failed(failure: ServerFailure): AppState {
  return { ...ready, server: { kind: 'failed', failure } };
}

function labels(app: AppState): string[] {
  return toProblem(app)?.actions.map(({ label }) => label) ?? [];
}

describe('toProblem', () => {
  it('finds none where codex runs, starts, or has not been needed yet', () => {
    assert.equal(toProblem(ready), null);
    assert.equal(toProblem({ ...ready, server: { kind: 'starting' } }), null);
    assert.equal(toProblem({ ...ready, server: { kind: 'ready', version: '0.169.0', path: '/c' } }), null);
  });

  it('names the workspace before the server, and the server before the account', () => {
    const failure: ServerFailure = { kind: 'notFound', searched: [], ignored: [] };
    const all = { ...failed(failure), account: { kind: 'signedOut' as const } };
    assert.equal(toProblem({ ...all, workspace: { kind: 'noFolder' } })?.id, 'noFolder');
    assert.equal(toProblem({ ...all, workspace: { kind: 'restricted' } })?.id, 'restricted');
    assert.equal(toProblem(all)?.id, 'notFound');
    assert.equal(toProblem({ ...all, server: { kind: 'stopped' } })?.id, 'signedOut');
  });

  it('offers what mends each of them', () => {
    assert.deepEqual(labels({ ...ready, workspace: { kind: 'noFolder' } }), ['Open Folder', 'Threads']);
    assert.deepEqual(labels({ ...ready, workspace: { kind: 'restricted' } }), ['Manage Workspace Trust']);
    assert.deepEqual(labels({ ...ready, account: { kind: 'signedOut' } }), ['Sign in']);
    assert.deepEqual(labels(failed({ kind: 'notFound', searched: [], ignored: [] })), [
      'Install Codex',
      'Set Path…',
      'Retry',
    ]);
    assert.deepEqual(labels(failed({ kind: 'invalidPath', path: '/c', reason: 'r' })), [
      'Set Path…',
      'Retry',
    ]);
    for (const kind of ['startFailed', 'crashed', 'crashLoop'] as const) {
      assert.deepEqual(labels(failed({ kind, message: 'm', details: 'd' })), ['Retry', 'Show Log']);
    }
  });

  it('shows versions and the command for a codex that is too old', () => {
    const problem = toProblem(failed({ kind: 'tooOld', path: '/c', version: '0.98.0', minimum: '0.116.0' }));
    assert.match(problem?.message ?? '', /\/c is version 0\.98\.0.*0\.116\.0/);
    assert.equal(problem?.command, 'npm install -g @openai/codex@latest');
  });

  it('says that a codex inside the workspace was found and is never run', () => {
    const without = toProblem(failed({ kind: 'notFound', searched: ['/a'], ignored: [] }));
    assert.doesNotMatch(without?.message ?? '', /ever run/);
    const ignored = ['/w/bin/codex', '/w/codex'];
    const found = toProblem(failed({ kind: 'notFound', searched: ['/a'], ignored }));
    assert.match(found?.message ?? '', /is ever run: \/w\/bin\/codex, \/w\/codex$/);
    assert.equal(found?.details?.text, '/a');
  });

  it('folds away what was searched and printed, and only where there is something', () => {
    const searched = toProblem(failed({ kind: 'notFound', searched: ['/a/codex', '/b/codex'], ignored: [] }));
    assert.equal(searched?.details?.text, '/a/codex\n/b/codex');
    assert.equal(toProblem(failed({ kind: 'notFound', searched: [], ignored: [] }))?.details, null);
    assert.equal(toProblem(failed({ kind: 'crashed', message: 'm', details: '' }))?.details, null);
    assert.equal(toProblem(failed({ kind: 'crashed', message: 'm', details: 'd' }))?.details?.text, 'd');
  });
});
