import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { pruneDrafts } from '../../../../webview/approvals/cardDrafts.ts';
import { commandCard } from './cardFixtures.ts';
import { drawCard, type DrawnCard } from './drawnCard.ts';
import { postedAnswers, startFakeVsCode, stopFakeVsCode } from './fakeVsCode.ts';

describe('approval cards below another', () => {
  let card: DrawnCard | undefined;

  beforeEach(startFakeVsCode);
  afterEach(() => {
    mock.restoreAll();
    card?.close();
    pruneDrafts([]);
    stopFakeVsCode();
  });

  it('ignore what is pressed just after that one went, whose place they have taken', async () => {
    const clock = mock.method(performance, 'now', () => 0);
    const drawn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));
    const above = commandCard({ id: 'above', command: 'ls' });
    const below = commandCard({ id: 'below', command: 'rm x' });
    card = await drawCard(below);
    card.draw(below, [above]);
    await drawn();
    clock.mock.mockImplementation(() => 5000);
    card.draw(below);
    await drawn();
    const [accept = ''] = card.buttons();
    card.press(accept, 100);
    assert.deepEqual(postedAnswers(), []);
    card.press(accept, 400);
    assert.equal(postedAnswers().length, 1);
  });
});
