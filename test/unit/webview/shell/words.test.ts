import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { ThreadTokenUsage } from '../../../../src/protocol/index.ts';
import type { ThreadSummary, TurnState } from '../../../../src/shared/thread/threadState.ts';
import { folderText } from '../../../../webview/composer/folderChip.tsx';
import { headerTitle } from '../../../../webview/header/headerTitle.ts';
import { isFollowing } from '../../../../webview/transcript/isFollowing.ts';
import { turnHeading } from '../../../../webview/transcript/turnHeading.ts';
import { contextLeftPercent } from '../../../../webview/transcript/turnUsage.ts';
import { formatDuration, formatTokens } from '../../../../webview/ui/format.ts';
import { t } from '../../../../webview/ui/l10n.ts';
import { shorten } from '../../../../webview/ui/shorten.ts';
import { withRecent } from '../../../../webview/ui/withRecent.ts';

const breakdown = {
  inputTokens: 0,
  cachedInputTokens: 0,
  cacheWriteInputTokens: 0,
  outputTokens: 0,
  reasoningOutputTokens: 0,
};

function usage(totalTokens: number, modelContextWindow: number | null): ThreadTokenUsage {
  return { total: { ...breakdown, totalTokens: 0 }, last: { ...breakdown, totalTokens }, modelContextWindow };
}

function turnSaying(...texts: readonly string[]): TurnState {
  const items = texts.map((text, index) => ({
    item: {
      type: 'userMessage' as const,
      id: String(index),
      clientId: null,
      content: [{ type: 'text' as const, text, text_elements: [] }],
    },
    progress: 'completed' as const,
    startedAtMs: null,
    completedAtMs: null,
  }));
  const rest = {
    error: null,
    retryMessage: null,
    plan: null,
    startedAtMs: null,
    durationMs: null,
    tokenUsage: null,
  };
  return { id: 'U', status: 'completed', items, ...rest };
}

describe('t', () => {
  it('fills placeholders and leaves those without an argument', () => {
    assert.equal(t('a {0} b {1} {0}', 1, 'x'), 'a 1 b x 1');
    assert.equal(t('{0} {1}', 'only'), 'only {1}');
    assert.equal(t('{0}', '$& {0}'), '$& {0}');
  });
});

describe('shorten', () => {
  it('keeps to the limit, on one line, in whole characters', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 200 }),
        fc.integer({ min: 2, max: 60 }),
        (text, limit) => {
          const short = shorten(text, limit);
          assert.ok(Array.from(short).length <= limit);
          assert.ok(!/[\r\n\t]/.test(short));
          assert.ok(!/\p{Cs}/u.test(short));
        },
      ),
    );
  });

  it('marks what it cut', () => {
    assert.equal(shorten('  a\n b ', 10), 'a b');
    assert.equal(shorten('abcdef', 4), 'abc…');
    assert.ok(shorten(`${' '.repeat(5000)}x`, 4).endsWith('…'));
  });
});

describe('format', () => {
  it('says durations as a person does', () => {
    const said = [0, 840, 9_940, 12_400, 59_700, 185_000, 3_725_000].map(formatDuration);
    assert.deepEqual(said, ['0.0s', '0.8s', '9.9s', '12s', '1m 0s', '3m 5s', '1h 2m']);
  });

  it('says tokens short', () => {
    const said = [0, 999, 1000, 9_949, 9_950, 34_567, 999_499, 999_500, 1_540_000].map(formatTokens);
    assert.deepEqual(said, ['0', '999', '1.0k', '9.9k', '10k', '35k', '999k', '1.0M', '1.5M']);
  });
});

describe('contextLeftPercent', () => {
  it('is what the last request leaves of the window', () => {
    assert.equal(contextLeftPercent(usage(34_000, 272_000)), 88);
    assert.equal(contextLeftPercent(usage(300_000, 272_000)), 0);
    assert.equal(contextLeftPercent(usage(0, 272_000)), 100);
    assert.equal(contextLeftPercent(usage(10, null)), null);
    assert.equal(contextLeftPercent(usage(10, 0)), null);
  });
});

describe('isFollowing', () => {
  const end = { scrollHeight: 1000, clientHeight: 200 };

  it('starts at the end, and ends when the reader scrolls up', () => {
    assert.equal(isFollowing(false, 0, { ...end, scrollTop: 800 }), true);
    assert.equal(isFollowing(false, 0, { ...end, scrollTop: 793 }), true);
    assert.equal(isFollowing(true, 800, { ...end, scrollTop: 700 }), false);
    assert.equal(isFollowing(false, 500, { ...end, scrollTop: 600 }), false);
  });

  it('goes on when content grew below', () => {
    assert.equal(isFollowing(true, 800, { scrollHeight: 1500, clientHeight: 200, scrollTop: 800 }), true);
  });
});

describe('withRecent', () => {
  it('keeps the newest keys, and the one that was set', () => {
    assert.deepEqual(Object.keys(withRecent({ a: 1, b: 2, c: 3 }, 'd', 4, 3)), ['b', 'c', 'd']);
    assert.deepEqual(Object.entries(withRecent({ a: 1, b: 2 }, 'a', 9, 2)), [
      ['b', 2],
      ['a', 9],
    ]);
  });
});

describe('titles', () => {
  const summary: ThreadSummary = {
    id: 'T',
    name: null,
    preview: 'first\nwords',
    cwd: '/',
    parentThreadId: null,
    status: { type: 'idle' },
    model: null,
    modelProvider: null,
    effort: null,
    ephemeral: false,
    createdAtMs: 0,
  };

  it('of a thread: its name, else its first words, else that it is new', () => {
    assert.equal(headerTitle({ ...summary, name: 'Named' }), 'Named');
    assert.equal(headerTitle(summary), 'first');
    assert.equal(headerTitle({ ...summary, preview: 'a\t b' }), 'a b');
    assert.equal(headerTitle({ ...summary, preview: '' }), 'New Thread');
    assert.equal(headerTitle(undefined), 'New Thread');
  });

  it('of a thread: on one line, with what would turn it around written out', () => {
    const name = 'a\u202Egnp.exe';
    assert.equal(headerTitle({ ...summary, name }), 'a[U+202E]gnp.exe');
    const agent = { ...summary, name, parentThreadId: 'P' };
    assert.equal(headerTitle(agent, { ...summary, name: '\u2066P' }), '[U+2066]P › a[U+202E]gnp.exe');
    assert.equal(Array.from(headerTitle({ ...summary, name: '\u202E'.repeat(100_000) })).length, 200);
    const words = 'שלום عالم نمی\u200Cخواهم 👩‍👩‍👧';
    assert.equal(headerTitle({ ...summary, name: words }), words);
  });

  it('of a folder: its name, and whether it is not in force yet', () => {
    const folder = { name: 'a\u202Ecod', path: '/w', isPending: false, isQuiet: false };
    assert.equal(folderText(folder), 'a[U+202E]cod');
    assert.equal(folderText({ ...folder, name: 'src', isPending: true }), 'src · from the next turn');
    assert.equal(folderText({ ...folder, name: '' }), 'Not known yet');
  });

  it('of a turn: the first words a person said', () => {
    assert.equal(turnHeading(turnSaying('  ', 'Fix\nit')), 'Turn: Fix it');
    assert.equal(turnHeading(turnSaying()), 'Turn');
  });
});
