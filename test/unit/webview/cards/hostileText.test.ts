import assert from 'node:assert/strict';
import { h, render } from 'preact';
import type { ApprovalState } from '../../../../src/shared/approvals/approvalState.ts';
import { pruneDrafts } from '../../../../webview/approvals/cardDrafts.ts';
import { SettledLines } from '../../../../webview/approvals/settledLines.tsx';
import { hostileStrings } from '../../shared/text/hostileStrings.ts';
import {
  commandCard,
  elicitationCard,
  fileCard,
  formRequest,
  linkCard,
  permissionsCard,
  question,
  questionsCard,
  toolCard,
} from './cardFixtures.ts';
import { drawCard } from './drawnCard.ts';
import { FakeElement, installFakeDom, removeFakeDom } from './fakeDom.ts';

const long = `${'a'.repeat(20_000)} && \u202Erm -rf ~ ${'b'.repeat(20_000)}`;
const texts = [...hostileStrings.map(([, text]) => text), 'first\nsecond\r\nthird', long];

/** What a reader makes of the page: text, and the characters that are named where they cannot be seen. */
function readBack(element: FakeElement): string {
  const classes = element.attributes.get('class');
  if (classes === 'revealed-newline') return '';
  if (classes === 'revealed') {
    const name = /U\+([0-9A-F]{4,6})$/.exec(element.textContent);
    return String.fromCodePoint(Number.parseInt(name?.[1] ?? '', 16));
  }
  return element.childNodes
    .map((child) => (child instanceof FakeElement ? readBack(child) : child.textContent))
    .join('');
}

/** Each place of a card that shows words which are not ours, with a card that has `text` there. */
const places: readonly (readonly [name: string, card: (text: string) => ApprovalState])[] = [
  ['command', (text) => commandCard({ command: text })],
  ['folder of a command', (text) => commandCard({ command: 'ls', cwd: text })],
  ['reason', (text) => commandCard({ command: 'ls' }, { reason: text })],
  ['host', (text) => commandCard({}, { networkApprovalContext: { host: text, protocol: 'https' } })],
  [
    'prefix of a rule',
    (text) =>
      commandCard({
        command: 'ls',
        options: [{ id: 'x', kind: 'acceptWithExecpolicyAmendment', detail: text }],
      }),
  ],
  [
    'additional permission',
    (text) =>
      commandCard({ command: 'ls' }, { additionalPermissions: { network: null, fileSystem: reading(text) } }),
  ],
  ['path of a change', (text) => fileCard({ changes: [{ path: text, kind: { type: 'add' }, diff: '' }] })],
  [
    'target of a move',
    (text) =>
      fileCard({ changes: [{ path: '/work/a', kind: { type: 'update', move_path: text }, diff: '' }] }),
  ],
  [
    'root of a grant',
    (text) =>
      fileCard({ request: { threadId: 'T1', turnId: 'U1', itemId: 'I1', startedAtMs: 0, grantRoot: text } }),
  ],
  ['permission', (text) => permissionsCard({ network: null, fileSystem: reading(text) })],
  ['question', (text) => questionsCard([question({ question: text })])],
  ['header of a question', (text) => questionsCard([question({ header: text })])],
  ['option', (text) => questionsCard([question({ options: [{ label: text, description: '' }] })])],
  [
    'description of an option',
    (text) => questionsCard([question({ options: [{ label: 'a', description: text }] })]),
  ],
  ['tool', (text) => toolCard({ toolName: text })],
  ['server', (text) => toolCard({ serverName: text })],
  ['description of a tool', (text) => toolCard({ toolDescription: text })],
  ['arguments', (text) => toolCard({ toolArguments: text })],
  ['address', (text) => linkCard(text)],
  ['message of a form', (text) => elicitationCard({ ...formRequest({}), message: text } as never)],
  ['field', (text) => elicitationCard(formRequest({ a: { type: 'string', title: text } }))],
  [
    'description of a field',
    (text) => elicitationCard(formRequest({ a: { type: 'string', description: text } })),
  ],
  [
    'choice of several',
    (text) => elicitationCard(formRequest({ a: { type: 'array', items: { type: 'string', enum: [text] } } })),
  ],
];

function reading(path: string): {
  read: null;
  write: null;
  entries: { path: { type: 'path'; path: string }; access: 'read' }[];
} {
  return { read: null, write: null, entries: [{ path: { type: 'path', path }, access: 'read' }] };
}

describe('what is to be approved', () => {
  afterEach(() => pruneDrafts([]));

  it('has a corpus worth the name', () => assert.ok(hostileStrings.length >= 60));

  for (const [name, toCard] of places) {
    it(`shows every character: ${name}`, async () => {
      for (const text of texts) {
        const card = await drawCard(toCard(text));
        try {
          const shown = readBack(card.root);
          assert.ok(shown.includes(text), `${JSON.stringify(text.slice(0, 80))} in ${shown.slice(0, 400)}`);
        } finally {
          card.close();
        }
      }
    });
  }

  it('shows every character of a choice in a list, where only text can be', async () => {
    for (const text of texts) {
      const schema = { a: { type: 'string', enum: [text] } };
      const card = await drawCard(elicitationCard(formRequest(schema)));
      try {
        const shown = card.fields('option').at(-1)?.textContent ?? '';
        const read = shown.replace(/(.?)\[U\+([0-9A-F]{4,6})\]/gsu, (_, before: string, code: string) => {
          const character = String.fromCodePoint(Number.parseInt(code, 16));
          return before === character ? character : `${before}${character}`;
        });
        assert.equal(read, text);
      } finally {
        card.close();
      }
    }
  });

  it('is shown so in the record of an answer too', () => {
    const root = installFakeDom();
    try {
      for (const [, text] of hostileStrings) {
        const asked = questionsCard([question({ question: 'Which?' })]);
        const answeredContent = { kind: 'userInput', answers: { q: { label: null, text } } } as const;
        const approval = {
          ...asked,
          status: 'answering',
          answeredOptionId: 'accept',
          answeredContent,
        } as const;
        render(h(SettledLines, { settled: [{ approval, outcome: 'answered' }] }), root as never);
        assert.ok(readBack(root).includes(text), JSON.stringify(text));
      }
      render(null, root as never);
    } finally {
      removeFakeDom();
    }
  });
});
