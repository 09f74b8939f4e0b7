import assert from 'node:assert/strict';
import type { ApprovalState } from '../../../../src/shared/approvals/approvalState.ts';
import { pruneDrafts } from '../../../../webview/approvals/cardDrafts.ts';
import { dropCardFocus, requestCardFocus } from '../../../../webview/approvals/cardFocus.ts';
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
import { deliberateMs, drawCard, type DrawnCard } from './drawnCard.ts';
import { focusedElement, type FakeElement } from './fakeDom.ts';
import { keptState, postedAnswers, startFakeVsCode, stopFakeVsCode } from './fakeVsCode.ts';

let card: DrawnCard | undefined;

async function draw(approval: ApprovalState): Promise<DrawnCard> {
  card?.close();
  card = await drawCard(approval);
  return card;
}

/** Preact draws in a microtask: it has drawn before the next turn of the event loop. */
async function drawn(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

/** A change by a person, which Preact draws before the test goes on. */
async function enter(
  field: FakeElement | undefined,
  change: { value?: string; checked?: boolean },
): Promise<void> {
  assert.ok(field);
  Object.assign(field, change);
  field.send(change.checked === undefined && field.localName !== 'select' ? 'input' : 'change');
  await drawn();
}

const answers = (): unknown[] => postedAnswers().map(({ optionId, content }) => [optionId, content]);

describe('approval cards', () => {
  beforeEach(startFakeVsCode);
  afterEach(() => {
    card?.close();
    card = undefined;
    pruneDrafts([]);
    stopFakeVsCode();
  });

  describe('of a command', () => {
    it('show where it runs and mark a folder outside the workspace', async () => {
      const inside = await draw(commandCard({ command: 'ls', cwd: '/lib/x' }));
      assert.ok(!inside.text().includes('outside the workspace'));
      const outside = await draw(commandCard({ command: 'ls', cwd: '/proj/../etc' }));
      assert.ok(outside.text().includes('/proj/../etc') && outside.text().includes('outside the workspace'));
    });

    it('list the additional permissions in words', async () => {
      const entries = [{ path: { type: 'path', path: '/etc/hosts' }, access: 'write' }] as const;
      const additionalPermissions = {
        network: { enabled: true },
        fileSystem: { read: null, write: null, entries: [...entries] },
      };
      const { text } = await draw(commandCard({ command: 'ls' }, { additionalPermissions }));
      assert.match(text(), /Use the network/);
      assert.match(text(), /Read and write \/etc\/hosts.*outside the workspace/);
    });

    it('show what would be typed into a running process', async () => {
      const command = "write_stdin --session-id 7 'print(1)\nexit()'";
      const { text } = await draw(commandCard({ command }, { kind: 'writeStdin', approvalId: 'x' }));
      assert.match(text(), /^Send input to a running process\?/);
      assert.match(text(), /print\(1\)↵\nexit\(\)/);
    });

    it('say what a part of a command and a rule for people are', async () => {
      const part = await draw(commandCard({ command: 'ls' }, { approvalId: 'x' }));
      assert.match(part.text(), /A part of the command above/);
      const human = await draw(commandCard({ command: 'ls' }, { kind: 'humanCommand' }));
      assert.match(human.text(), /A person has to approve this each time/);
    });

    it('ask for the network by its host, and say what is kept for good', async () => {
      const rule = { id: 'rule', kind: 'applyNetworkPolicyAmendment', detail: 'allow x.dev' } as const;
      const options = [...optionsOf('accept'), rule, ...optionsOf('decline')];
      const networkApprovalContext = { host: 'x.dev', protocol: 'socks5Tcp' } as const;
      const shown = await draw(commandCard({ options }, { networkApprovalContext }));
      assert.match(shown.text(), /^Allow network access to x\.dev\?.*x\.dev \(socks5Tcp\)/);
      assert.deepEqual(shown.buttons(), [
        'Allow Once',
        'From now on, for the network: allow x.devKept for good, in all threads.',
        'Decline',
      ]);
    });
  });

  describe('of a file change', () => {
    it('mark files outside the workspace, also those moved there', async () => {
      const kind = { type: 'update', move_path: '/etc/x' } as const;
      const moved = await draw(fileCard({ changes: [{ path: '/proj/a', kind, diff: '' }] }));
      assert.match(moved.text(), /outside the workspacemoved to \/etc\/x/);
      assert.ok(!(await draw(fileCard({}))).text().includes('outside'));
    });

    it('offer an edited proposal once only, and say what is written', async () => {
      const { text, buttons } = await draw(fileCard({ edited: true }));
      assert.match(text(), /Accept writes what the review shows/);
      assert.deepEqual(
        buttons().filter((label) => label.startsWith('Accept')),
        ['Accept'],
      );
    });
  });

  describe('of permissions', () => {
    const permissions = {
      network: { enabled: true },
      fileSystem: {
        read: null,
        write: null,
        entries: [
          { path: { type: 'path', path: '/proj/x' }, access: 'write' },
          { path: { type: 'glob_pattern', pattern: '/home/**' }, access: 'deny' },
          { path: { type: 'special', value: { kind: 'root' } }, access: 'read' },
        ],
      },
    } satisfies Parameters<typeof permissionsCard>[0];

    it('grant what is left checked; what is denied cannot be chosen', async () => {
      const shown = await draw(permissionsCard(permissions));
      assert.deepEqual(shown.buttons(), ['Grant for This Turn', 'Grant for Session', 'Deny']);
      assert.match(shown.text(), /No access to what matches \/home\/\*\*/);
      assert.match(shown.text(), /Read root \(the whole file system\) .*outside the workspace/);
      assert.equal(shown.fields('input').length, 3);
      await enter(shown.fields('input')[2], { checked: false });
      shown.press('Grant for Session');
      assert.deepEqual(answers(), [
        ['acceptForSession', { kind: 'permissions', granted: ['network', 'entry:0'] }],
      ]);
    });

    it('need something to grant, but nothing to deny', async () => {
      const shown = await draw(permissionsCard({ network: { enabled: true }, fileSystem: null }));
      await enter(shown.fields('input')[0], { checked: false });
      shown.press('Grant for This Turn');
      await drawn();
      assert.deepEqual(answers(), []);
      assert.match(shown.text(), /Choose what to grant/);
      assert.equal(focusedElement(), shown.fields('input')[0]);
      shown.press('Deny');
      assert.deepEqual(answers(), [['decline', null]]);
    });
  });

  describe('of questions', () => {
    const options = [
      { label: 'Red', description: 'like fire' },
      { label: 'Blue', description: '' },
    ];

    it('send the label of an option, or the words of one’s own', async () => {
      const shown = await draw(
        questionsCard([question({ options, isOther: true }), question({ id: 'free' })]),
      );
      assert.deepEqual(shown.buttons(), ['Send Answers', 'Skip the Questions']);
      assert.match(shown.text(), /Redlike fire/);
      await enter(shown.fields('input')[1], { checked: true });
      await enter(shown.fields('textarea')[0], { value: 'some\nwords' });
      shown.press('Send Answers');
      const chosen = { q: { label: 'Blue', text: '' }, free: { label: null, text: 'some\nwords' } };
      assert.deepEqual(answers(), [['accept', { kind: 'userInput', answers: chosen }]]);
    });

    it('say which has no answer, and go to it', async () => {
      const shown = await draw(questionsCard([question({ options }), question({ id: 'free' })]));
      await enter(shown.fields('input')[0], { checked: true });
      shown.press('Send Answers');
      await drawn();
      assert.deepEqual(answers(), []);
      assert.equal(shown.text().split('This question has no answer yet.').length, 2);
      assert.equal(focusedElement(), shown.fields('textarea')[0]);
    });

    it('mask what is secret, and keep it in the page only', async () => {
      const asked = questionsCard([question({ isSecret: true }), question({ id: 'open' })]);
      const shown = await draw(asked);
      const [secret] = shown.fields('input');
      assert.equal(secret?.attributes.get('type'), 'password');
      await enter(secret, { value: 'hunter2' });
      await enter(shown.fields('textarea')[0], { value: 'plain words' });
      assert.ok(keptState().includes('plain words'));
      assert.ok(!keptState().includes('hunter2'));
      // The card moves: all of what was written is still there.
      const again = await draw(asked);
      assert.equal(again.fields('input')[0]?.value, 'hunter2');
      assert.equal(again.fields('textarea')[0]?.value, 'plain words');
      again.press('Send Answers');
      assert.equal(answers().length, 1);
    });

    it('survive other events, and are forgotten when they are over', async () => {
      const asked = questionsCard([question()]);
      const shown = await draw(asked);
      await enter(shown.fields('textarea')[0], { value: 'words' });
      shown.draw({ ...asked });
      pruneDrafts([asked]);
      assert.equal(shown.fields('textarea')[0]?.value, 'words');
      pruneDrafts([]);
      assert.ok(!keptState().includes('words'));
      assert.equal((await draw(asked)).fields('textarea')[0]?.value, '');
    });

    it('tell when codex goes on without an answer', async () => {
      const deadlineMs = new Date(2026, 0, 1, 12, 5, 33).getTime();
      const timed = await draw(questionsCard([question()], { deadlineMs, isBlocking: false }));
      assert.match(timed.text(), /Codex goes on without an answer at \D*12:05:33/);
      assert.match(timed.text(), /Codex goes on meanwhile/);
      assert.ok(!(await draw(questionsCard([question()]))).text().includes('goes on'));
    });

    it('take Enter in a line, but not on a card that has just come', async () => {
      const shown = await draw(questionsCard([question({ isSecret: true })]));
      const [field] = shown.fields('input');
      await enter(field, { value: 'x' });
      const early = field?.send('keydown', { key: 'Enter' });
      assert.equal(early?.defaultPrevented, true);
      assert.deepEqual(answers(), []);
      const later = { key: 'Enter', timeStamp: performance.now() + deliberateMs };
      field?.send('keydown', { ...later, isComposing: true });
      field?.send('keydown', { ...later, repeat: true });
      assert.deepEqual(answers(), []);
      field?.send('keydown', later);
      assert.equal(answers().length, 1);
    });
  });

  describe('of an MCP server', () => {
    it('show a tool call with its arguments and three ways to allow it', async () => {
      const toolArguments = JSON.stringify({ path: '/etc', deep: { recursive: true } }, null, 2);
      const shown = await draw(toolCard({ toolDescription: 'Deletes', toolArguments }));
      assert.match(shown.text(), /Server: files.*Tool: remove.*The server's own words: Deletes/);
      for (const line of toolArguments.split('\n')) assert.ok(shown.text().includes(line), line);
      assert.deepEqual(shown.buttons(), [
        'Allow Once',
        'Allow for Session',
        'Always Allow',
        'Decline',
        'Cancel the Call',
      ]);
      shown.press('Always Allow');
      assert.deepEqual(answers(), [['acceptAlways', null]]);
    });

    it('show the whole address and the host it really leads to', async () => {
      const url = `https://github.com@evil.example/?${'x'.repeat(3000)}`;
      const shown = await draw(linkCard(url));
      assert.ok(shown.text().includes(url));
      assert.match(shown.text(), /It leads to: evil\.example/);
      assert.equal(shown.fields('a').length, 0);
      shown.press('Open Link');
      assert.deepEqual(answers(), [['accept', null]]);
    });

    it('can only decline what is no web address, and a form they cannot draw', async () => {
      for (const approval of [
        linkCard('file:///etc/passwd'),
        linkCard('command:x'),
        elicitationCard(formRequest({ a: { type: 'object' } })),
      ]) {
        const shown = await draw(approval);
        assert.match(shown.text(), /can only be declined/);
        shown.press(shown.buttons()[0] ?? '');
        shown.press('Decline');
      }
      assert.deepEqual(answers(), [
        ['decline', null],
        ['decline', null],
        ['decline', null],
      ]);
    });
  });

  describe('of a form', () => {
    const properties = {
      name: { type: 'string', title: 'Your name', description: 'As written', minLength: 2 },
      mail: { type: 'string', format: 'email', default: 'a@b.c' },
      day: { type: 'string', format: 'date' },
      link: { type: 'string', format: 'uri' },
      at: { type: 'string', format: 'date-time' },
      age: { type: 'integer', minimum: 18 },
      agree: { type: 'boolean' },
      news: { type: 'boolean', default: true },
      color: { type: 'string', enum: ['r', 'g'], enumNames: ['Red', 'Green'] },
      tags: { type: 'array', items: { type: 'string', enum: ['a', 'b'] }, minItems: 1 },
    };

    it('has the browser’s field for each type, with label, description and default', async () => {
      const shown = await draw(elicitationCard(formRequest(properties, ['name'])));
      assert.deepEqual(
        shown.fields('input').map(({ attributes }) => attributes.get('type')),
        ['text', 'email', 'date', 'url', 'text', 'text', 'checkbox', 'checkbox', 'checkbox'],
      );
      assert.equal(shown.fields('input')[1]?.value, 'a@b.c');
      assert.equal(shown.fields('input')[6]?.checked, true);
      assert.match(shown.text(), /Your name \(required\)As written/);
      const [named] = shown.fields('input');
      const label = shown
        .fields('label')
        .find(({ attributes }) => attributes.get('for') === named?.attributes.get('id'));
      assert.equal(label?.textContent, 'Your name (required)');
      assert.equal(shown.fields('select').length, 2);
    });

    it('shows its problems at the fields, goes to the first and lets them be mended', async () => {
      const shown = await draw(elicitationCard(formRequest(properties, ['agree'])));
      const [name, , , , , age] = shown.fields('input');
      await enter(name, { value: 'x' });
      await enter(age, { value: 'seven' });
      shown.press('Submit');
      await drawn();
      assert.deepEqual(answers(), []);
      assert.match(shown.text(), /This needs at least 2 characters\./);
      assert.match(shown.text(), /This is not a value of the right kind\./);
      assert.match(shown.text(), /This is required\./);
      assert.equal(focusedElement(), name);
      assert.equal(name?.attributes.get('aria-invalid'), 'true');
      const problemId = name?.attributes.get('aria-describedby')?.split(' ').at(-1);
      const problem = shown.root.all(({ attributes }) => attributes.get('id') === problemId)[0];
      assert.equal(problem?.textContent, 'This needs at least 2 characters.');
      await enter(name, { value: 'xyz' });
      await enter(age, { value: '20' });
      await enter(shown.fields('select')[0], { value: 'no' });
      await enter(shown.fields('select')[1], { value: 'g' });
      await enter(shown.fields('input').at(-1), { checked: true });
      shown.press('Submit');
      const values = {
        name: 'xyz',
        mail: 'a@b.c',
        age: 20,
        agree: false,
        news: true,
        color: 'g',
        tags: ['b'],
      };
      assert.deepEqual(answers(), [['accept', { kind: 'form', values }]]);
    });
  });

  describe('of any kind', () => {
    it('ignore what is pressed in their first moments', async () => {
      const shown = await draw(permissionsCard({ network: { enabled: true }, fileSystem: null }));
      shown.press('Grant for This Turn', 0);
      const click = shown.fields('input')[0]?.send('click');
      assert.equal(click?.defaultPrevented, true);
      assert.deepEqual(answers(), []);
    });

    it('take one answer, and then nothing', async () => {
      const asked = questionsCard([question()]);
      const shown = await draw({ ...asked, status: 'answering', answeredOptionId: 'decline' });
      assert.match(shown.text(), /Answered: Skip the Question\. Waiting for Codex…$/);
      shown.press('Skip the Question');
      assert.deepEqual(answers(), []);
      assert.equal(shown.fields('textarea')[0]?.disabled, true);
    });

    it('are focused when the host says so, also before they are there', async () => {
      const first = toolCard();
      const second = toolCard();
      const shown = await draw(first);
      requestCardFocus(first.id);
      assert.equal(focusedElement()?.attributes.get('role'), 'group');
      requestCardFocus(second.id);
      assert.ok(focusedElement()?.attributes.get('data-scrolled'));
      shown.draw(second);
      assert.equal(focusedElement()?.attributes.get('data-approval-kind'), 'mcpToolCall');
      assert.equal(focusedElement()?.parentNode, shown.root);
      dropCardFocus();
    });
  });
});
