import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import {
  createApprovalAnswers,
  type AnswerApproval,
  type ApprovalAnswersDeps,
} from '../../../src/approvals/answerApproval.ts';
import { ApprovalBroker } from '../../../src/approvals/approvalBroker.ts';
import { initialAppState } from '../../../src/shared/appState.ts';
import { reduceApp } from '../../../src/shared/reduceApp.ts';
import { createStore } from '../../../src/shared/store.ts';
import { createGate } from '../../support/gate.ts';
import { commandRequest, formRequest, urlRequest } from './requests.ts';

const url = 'https://example.com/sign-in';

interface SetUp {
  readonly answer: AnswerApproval;
  readonly broker: ApprovalBroker;
  /** The addresses that were opened. */
  readonly opened: string[];
  id(): string;
  status(): string | undefined;
}

function setUp(deps: Partial<ApprovalAnswersDeps> = {}): SetUp {
  const store = createStore(reduceApp, initialAppState);
  const broker = new ApprovalBroker(store, 'run');
  const opened: string[] = [];
  const openExternal = (address: string): Promise<boolean> => {
    opened.push(address);
    return Promise.resolve(true);
  };
  const answer = createApprovalAnswers({ store, broker, openExternal, ...deps });
  const first = () => store.getState().approvals[0];
  return { answer, broker, opened, id: () => first()?.id ?? 'none', status: () => first()?.status };
}

const key = { generation: 1, requestId: 0 };
const accepted = { action: 'accept', content: null, _meta: null };

describe('createApprovalAnswers', () => {
  it('answers a command without opening anything', async () => {
    const { answer, broker, opened, id } = setUp();
    const asked = broker.askCommand(key, commandRequest());
    await answer(id(), 'accept');
    assert.deepEqual(await asked, { decision: 'accept' });
    assert.deepEqual(opened, []);
  });

  it('opens the page on the click, and accepts when it was opened', async () => {
    const { answer, broker, opened, id } = setUp();
    const asked = broker.askElicitation(key, urlRequest(url));
    assert.deepEqual(opened, []);
    await answer(id(), 'accept');
    assert.deepEqual(await asked, accepted);
    assert.deepEqual(opened, [url]);
  });

  it('opens the host that the card names, however the address is written', async () => {
    const { answer, broker, opened, id } = setUp();
    void broker.askElicitation(key, urlRequest(String.raw`https://good.example\@evil.example/a`));
    await answer(id(), 'accept');
    assert.deepEqual(opened, ['https://good.example/@evil.example/a']);
  });

  it('answers nothing when the page was not opened, and can be asked again', async () => {
    const results = [false, true];
    const { answer, broker, id, status } = setUp({
      openExternal: () => Promise.resolve(results.shift() ?? false),
    });
    const asked = broker.askElicitation(key, urlRequest(url));
    await answer(id(), 'accept');
    assert.equal(status(), 'pending');
    await answer(id(), 'accept');
    assert.deepEqual(await asked, accepted);
  });

  it('answers nothing when opening fails, and says so', async () => {
    const { answer, broker, id, status } = setUp({ openExternal: () => Promise.reject(new Error('no')) });
    void broker.askElicitation(key, urlRequest(url));
    await assert.rejects(answer(id(), 'accept'), /no/);
    assert.equal(status(), 'pending');
    await answer(id(), 'decline');
    assert.equal(status(), 'answering');
  });

  it('opens no page for a refusal, a form, an option that is not offered, or an address that is not of the web', async () => {
    const { answer, broker, opened, id } = setUp();
    const asked = broker.askElicitation(key, urlRequest(url));
    await answer(id(), 'acceptForSession');
    await answer(id(), 'decline');
    assert.equal((await asked).action, 'decline');
    await answer(id(), 'accept');
    const other = setUp();
    void other.broker.askElicitation(key, urlRequest('command:evil'));
    await other.answer(other.id(), 'accept');
    const form = setUp();
    void form.broker.askElicitation(key, formRequest({ type: 'object', properties: {} }));
    await form.answer(form.id(), 'accept');
    assert.deepEqual([...opened, ...other.opened, ...form.opened], []);
    assert.deepEqual([other.status(), form.status()], ['pending', 'answering']);
  });

  it('does nothing while an answer is under way', async () => {
    const gate = createGate();
    let opens = 0;
    const { answer, broker, id, status } = setUp({
      openExternal: async () => {
        opens += 1;
        await gate.opened;
        return true;
      },
    });
    const asked = broker.askElicitation(key, urlRequest(url));
    const first = answer(id(), 'accept');
    await Promise.all([answer(id(), 'accept'), answer(id(), 'decline')]);
    assert.equal(status(), 'pending');
    gate.open();
    await first;
    assert.deepEqual(await asked, accepted);
    assert.equal(opens, 1);
  });

  it('answers nothing that was withdrawn meanwhile', async () => {
    const gate = createGate();
    const { answer, broker, id } = setUp({
      openExternal: async () => {
        await gate.opened;
        return true;
      },
    });
    const asked = broker.askElicitation(key, urlRequest(url));
    const late = answer(id(), 'accept');
    broker.dispose();
    gate.open();
    await late;
    assert.equal((await asked).action, 'cancel');
  });

  it('does what comes before first, which may answer by itself or fail', async () => {
    const steps: string[] = [];
    const outcomes = ['answered', 'continue'] as const;
    for (const outcome of outcomes) {
      const { answer, broker, id, status } = setUp({
        before: (approval, option) => {
          steps.push(`${approval.kind} ${option.kind}`);
          return Promise.resolve(outcome);
        },
      });
      void broker.askCommand(key, commandRequest());
      await answer(id(), 'accept');
      assert.equal(status(), outcome === 'answered' ? 'pending' : 'answering');
    }
    assert.deepEqual(steps, ['commandExecution accept', 'commandExecution accept']);
    const failing = setUp({ before: () => Promise.reject(new Error('cannot write')) });
    void failing.broker.askCommand(key, commandRequest());
    await assert.rejects(failing.answer(failing.id(), 'accept'), /cannot write/);
    assert.equal(failing.status(), 'pending');
  });

  it('does nothing for an approval that does not exist', async () => {
    const { answer, opened } = setUp();
    await answer('made up', 'accept');
    assert.deepEqual(opened, []);
  });
});
