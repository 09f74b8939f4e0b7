import assert from 'node:assert/strict';
import type { FormProblem } from '../../../../src/shared/approvals/checkForm.ts';
import type { ApprovalState, SettledApproval } from '../../../../src/shared/approvals/approvalState.ts';
import { toFormFields } from '../../../../src/shared/approvals/formFields.ts';
import { permissionParts } from '../../../../src/shared/approvals/permissionParts.ts';
import { approvalSummary, isQuestion } from '../../../../webview/approvals/approvalSummary.ts';
import { approvalTitle } from '../../../../webview/approvals/approvalTitle.ts';
import { withoutSecrets } from '../../../../webview/approvals/cardDrafts.ts';
import { problemText } from '../../../../webview/approvals/fillIn/problemText.ts';
import { toAnswers } from '../../../../webview/approvals/fillIn/toAnswers.ts';
import { toFormValues } from '../../../../webview/approvals/fillIn/toFormValues.ts';
import { isPartOutside } from '../../../../webview/approvals/isPartOutside.ts';
import { linkHost } from '../../../../webview/approvals/linkHost.ts';
import { optionLabel } from '../../../../webview/approvals/optionLabel.ts';
import { accessText, placeText } from '../../../../webview/approvals/permissionText.ts';
import { settledAnswers, settledOutcome } from '../../../../webview/approvals/settledText.ts';
import {
  commandCard,
  elicitationCard,
  fileCard,
  formRequest,
  linkCard,
  optionsOf,
  permissionsCard,
  question,
  questionsCard,
  toolCard,
} from './cardFixtures.ts';

const network = { networkApprovalContext: { host: 'x.dev', protocol: 'https' } } as const;
const readX = { path: { type: 'path', path: '/x' }, access: 'read' } as const;
const denyY = { path: { type: 'path', path: '/y' }, access: 'deny' } as const;
const fileSystem = { read: null, write: null, entries: [denyY, readX] };

const every: readonly ApprovalState[] = [
  commandCard({ command: 'ls' }),
  commandCard({}, network),
  commandCard({ command: 'x' }, { kind: 'writeStdin' }),
  fileCard({}),
  permissionsCard({ network: { enabled: true }, fileSystem }),
  permissionsCard({ network: null, fileSystem }),
  permissionsCard({ network: null, fileSystem: null }),
  questionsCard([question(), question({ id: 'b' })]),
  toolCard(),
  elicitationCard(formRequest({})),
  linkCard('https://x.dev'),
];

describe('words of a card', () => {
  it('name what is asked, for each kind', () => {
    assert.deepEqual(every.map(approvalSummary), [
      'ls',
      'network access to x.dev',
      'input for a running process',
      'change a.ts',
      'permission for the network and 1 more',
      'permission for /x',
      'more permissions',
      'Which? and 1 more',
      'the tool remove of files',
      'a form of files',
      'open a link for files',
    ]);
    assert.equal(approvalSummary(questionsCard([question()])), 'Which?');
    assert.equal(approvalSummary(questionsCard([])), 'a question');
    assert.ok(approvalSummary(toolCard({ toolName: 'x'.repeat(500) })).length <= 80);
  });

  it('title each kind', () => {
    assert.deepEqual(
      [...new Set(every.map(approvalTitle))],
      [
        'Run this command?',
        'Allow network access to x.dev?',
        'Send input to a running process?',
        'Allow these changes?',
        'Grant these permissions?',
        'Codex asks',
        'Allow this tool call?',
        'files asks you',
        'files asks you to open a link',
      ],
    );
  });

  it('tell questions from leave', () => {
    assert.deepEqual(
      every.filter(isQuestion).map(({ kind }) => kind),
      ['userInput', 'elicitation', 'elicitation'],
    );
  });

  it('label the answers of each kind apart', () => {
    const kinds = ['accept', 'acceptForSession', 'acceptAlways', 'decline', 'cancel'] as const;
    const labels = every.map((approval) =>
      optionsOf(...kinds).map((option) => optionLabel(approval, option)),
    );
    for (const words of labels) assert.equal(new Set(words).size, kinds.length, words.join());
    assert.deepEqual(
      labels.map(([accept]) => accept),
      [
        'Accept',
        'Allow Once',
        'Accept',
        'Accept',
        ...Array.from({ length: 3 }, () => 'Grant for This Turn'),
        'Send Answers',
        'Allow Once',
        'Submit',
        'Open Link',
      ],
    );
  });
});

describe('linkHost', () => {
  const cases: readonly (readonly [string, string | null])[] = [
    ['https://a.dev/x', 'a.dev'],
    ['http://a.dev:8080', 'a.dev:8080'],
    ['https://github.com@evil.dev/', 'evil.dev'],
    ['https://github.com\\@evil.dev/', 'github.com'],
    ['https://p\u0430ypal.com', 'xn--pypal-4ve.com'],
    ['javascript:alert(1)', null],
    ['file:///etc', null],
    ['vscode://x', null],
    ['no link', null],
    ['', null],
  ];
  for (const [url, host] of cases) {
    it(`${JSON.stringify(url)} leads to ${host}`, () => assert.equal(linkHost(url), host));
  }
});

describe('permissions', () => {
  const parts = permissionParts({
    network: { enabled: true },
    fileSystem: {
      read: null,
      write: null,
      entries: [
        { path: { type: 'path', path: '/proj/a' }, access: 'write' },
        { path: { type: 'path', path: '/proj/../etc' }, access: 'read' },
        { path: { type: 'path', path: '/etc' }, access: 'deny' },
        { path: { type: 'glob_pattern', pattern: '/proj/**/*.key' }, access: 'read' },
        { path: { type: 'glob_pattern', pattern: '/proj*/a' }, access: 'read' },
        { path: { type: 'glob_pattern', pattern: '/proj/*/../../etc' }, access: 'write' },
        { path: { type: 'glob_pattern', pattern: '**/*.key' }, access: 'deny' },
        { path: { type: 'special', value: { kind: 'project_roots', subpath: 'src' } }, access: 'read' },
        { path: { type: 'special', value: { kind: 'project_roots', subpath: '../x' } }, access: 'read' },
        { path: { type: 'special', value: { kind: 'project_roots', subpath: null } }, access: 'read' },
        { path: { type: 'special', value: { kind: 'tmpdir' } }, access: 'write' },
        { path: { type: 'special', value: { kind: 'unknown', path: 'new', subpath: null } }, access: 'read' },
      ],
    },
  });

  it('are marked where they reach outside the workspace', () => {
    assert.deepEqual(
      parts.filter((part) => isPartOutside(part, ['/proj'])).map(({ target }) => target),
      ['/proj/../etc', '/proj*/a', '/proj/*/../../etc', 'project_roots/../x', 'tmpdir', 'new'],
    );
  });

  it('are said in words', () => {
    assert.deepEqual(
      [...new Set(parts.map(accessText))],
      [
        'Use the network',
        'Read and write',
        'Read',
        'No access to',
        'Read what matches',
        'Read and write what matches',
        'No access to what matches',
      ],
    );
    assert.deepEqual(parts.map(placeText).filter(Boolean), [
      "the project's folders",
      "the project's folders",
      "the project's folders",
      'the folder for temporary files',
    ]);
  });
});

describe('toAnswers', () => {
  const options = [{ label: 'A', description: '' }];
  const questions = [question({ id: 'one', options, isOther: true }), question({ id: 'two' })];

  it('takes an option or words, and tells what is missing', () => {
    assert.deepEqual(toAnswers(questions, {}), { answers: {}, missing: ['one', 'two'] });
    assert.deepEqual(
      toAnswers(questions, { one: { label: 'A', text: 'before' }, two: { label: null, text: 'x' } }),
      {
        answers: { one: { label: 'A', text: '' }, two: { label: null, text: 'x' } },
        missing: [],
      },
    );
    assert.deepEqual(
      toAnswers(questions, { one: { label: null, text: ' ' }, two: { label: 'A', text: '' } }),
      {
        answers: {},
        missing: ['one', 'two'],
      },
    );
  });
});

describe('toFormValues', () => {
  const fields =
    toFormFields({
      type: 'object',
      required: ['needed'],
      properties: {
        text: { type: 'string' },
        size: { type: 'number' },
        flag: { type: 'boolean' },
        some: { type: 'array', items: { type: 'string', enum: ['a'] } },
        needed: { type: 'array', items: { type: 'string', enum: ['a'] } },
        constructor: { type: 'string' },
      },
    }) ?? [];

  const cases = [
    [{}, {}],
    [{ text: '', size: ' ', some: [], needed: [] }, { needed: [] }],
    [
      { text: ' a ', size: ' 1.5 ', flag: false, some: ['a'] },
      { text: ' a ', size: 1.5, flag: false, some: ['a'] },
    ],
    [{ size: '-2e3' }, { size: -2000 }],
    [{ size: 'two' }, { size: 'two' }],
    [{ size: '0x10' }, { size: '0x10' }],
    [{ size: '1e999' }, { size: '1e999' }],
    [{ size: 7, other: 'x' }, { size: 7 }],
  ] as const;
  for (const [filledIn, values] of cases) {
    it(`sends ${JSON.stringify(values)} for ${JSON.stringify(filledIn)}`, () => {
      assert.deepEqual(toFormValues(fields, filledIn), values);
    });
  }
});

describe('problemText', () => {
  it('has words for each problem, with its bound', () => {
    const kinds: readonly FormProblem['kind'][] = [
      'required',
      'wrongType',
      'tooShort',
      'tooLong',
      'notAnEmail',
      'notAUri',
      'notADate',
      'notADateTime',
      'notAnInteger',
      'tooSmall',
      'tooLarge',
      'notAChoice',
      'tooFew',
      'tooMany',
    ];
    const texts = kinds.map((kind) => problemText({ kind, limit: 7 }));
    assert.equal(new Set(texts).size, kinds.length);
    assert.equal(texts.filter((text) => text.includes('7')).length, 6);
  });
});

describe('withoutSecrets', () => {
  it('keeps what is known to be no secret', () => {
    const asked = questionsCard([question({ id: 'open' }), question({ id: 'key', isSecret: true })]);
    const answer = { label: null, text: 'x' };
    const content = { kind: 'userInput', answers: { open: answer, key: answer, other: answer } } as const;
    assert.deepEqual(withoutSecrets(asked, content), { kind: 'userInput', answers: { open: answer } });
    assert.deepEqual(withoutSecrets(toolCard(), content), { kind: 'userInput', answers: {} });
    const form = { kind: 'form', values: { a: 1 } } as const;
    assert.equal(withoutSecrets(asked, form), form);
  });
});

describe('what became of an approval', () => {
  function settled(
    approval: ApprovalState,
    answeredOptionId: string | null,
    outcome: SettledApproval['outcome'] = 'answered',
  ): SettledApproval {
    return { approval: { ...approval, answeredOptionId }, outcome };
  }

  it('is left to the item where the item says it', () => {
    const plain = [
      commandCard({ command: 'ls' }),
      fileCard({}),
      commandCard({ command: 'x' }, { kind: 'writeStdin' }),
    ];
    for (const approval of plain) {
      const ids = approval.kind === 'fileChange' ? ['accept', 'decline'] : ['accept', 'decline', 'cancel'];
      for (const id of ids) assert.equal(settledOutcome(settled(approval, id)), null);
    }
  });

  it('is told where the item does not say it', () => {
    const rule = { id: 'rule', kind: 'acceptWithExecpolicyAmendment', detail: 'ls' } as const;
    const session = optionsOf('accept', 'acceptForSession', 'decline');
    const outcomes = [
      settled(commandCard({ options: [rule] }), 'rule'),
      settled(commandCard({ options: session }), 'acceptForSession'),
      settled(fileCard({}), 'acceptForSession'),
      settled(fileCard({}), 'cancel'),
      settled(fileCard({ edited: true }), 'accept'),
      settled(commandCard({}, network), 'decline'),
      settled(commandCard({ command: 'ls' }, { approvalId: 'x' }), 'accept'),
      settled(toolCard(), 'acceptAlways'),
      settled(questionsCard([question()]), 'accept'),
      settled(questionsCard([question()]), 'decline'),
      settled(linkCard('https://x.dev'), 'cancel'),
      settled(toolCard(), 'gone'),
    ].map(settledOutcome);
    assert.deepEqual(outcomes, [
      "You chose: Accept, and don't ask again for commands starting with",
      'You chose: Accept for Session',
      'You chose: Accept for Session',
      'You chose: Decline and Stop Turn',
      'You accepted what the review showed.',
      'You chose: Decline',
      'You chose: Accept',
      'You chose: Always Allow',
      'You answered.',
      'You chose: Skip the Question',
      'You chose: Cancel',
      'You answered.',
    ]);
  });

  it('is told where nobody here answered', () => {
    const outcomes = ['withdrawn', 'turnEnded', 'threadClosed', 'serverLost'] as const;
    const texts = outcomes.map((outcome) =>
      settledOutcome(settled(commandCard({ command: 'ls' }), null, outcome)),
    );
    assert.equal(new Set(texts).size, outcomes.length);
    assert.equal(texts[3], 'Not answered: Codex stopped.');
  });

  it('comes with what was filled in', () => {
    const asked = questionsCard([question({ id: 'a' }), question({ id: 'b', question: 'And?' })]);
    const answers = { a: { label: 'Red', text: '' } };
    assert.deepEqual(settledAnswers({ ...asked, answeredContent: { kind: 'userInput', answers } }), [
      { question: 'Which?', answer: 'Red' },
      { question: 'And?', answer: 'no answer' },
    ]);
    const form = elicitationCard(
      formRequest({
        name: { type: 'string', title: 'Name' },
        size: { type: 'number' },
        ok: { type: 'boolean' },
        list: { type: 'array', items: { type: 'string', enum: ['a', 'b'], enumNames: ['A', 'B'] } },
        empty: { type: 'string' },
      }),
    );
    const values = { name: 'x', size: 2, ok: false, list: ['b', 'a'] };
    assert.deepEqual(
      settledAnswers({ ...form, answeredContent: { kind: 'form', values } }).map(({ answer }) => answer),
      ['x', '2', 'No', 'B, A'],
    );
    const granted = permissionsCard({ network: { enabled: true }, fileSystem });
    assert.deepEqual(
      settledAnswers({ ...granted, answeredContent: { kind: 'permissions', granted: ['entry:1'] } }),
      [{ question: 'Read', answer: '/x' }],
    );
    assert.deepEqual(settledAnswers(toolCard()), []);
  });
});
