import assert from 'node:assert/strict';
import path from 'node:path';
import { isOldest } from '../../support/hostHarness.ts';
import { oldestCodex, pinnedCodex } from '../../support/codexBinary.ts';
import { startGatedCodex } from '../../support/gatedCodex.ts';
import { writeCodexHome, type ScriptedModel } from '../../support/scriptedModel.ts';
import { createTempDirs } from '../../support/tempDirs.ts';
import type { CutPoint } from './cutPoints.ts';
import { WindowHandle, type WindowOptions, type WindowState } from './windowHandle.ts';

/** What dies: codex, the extension host with it, or the window, which ends both in order. */
export type Victim = 'codex' | 'host' | 'window';

/** The programs of the two processes, bundled, and the model that all scenarios share. */
export interface KillSetup {
  readonly relay: string;
  readonly window: string;
  readonly model: ScriptedModel;
}

const cautious = 'sandbox_mode = "read-only"\napproval_policy = "on-request"\n';

/** How often a text is in the draft, the outbox and codex's stored history together. */
function count({ draft, outbox }: WindowState, history: readonly string[], text: string): number {
  return [draft, ...outbox.map((entry) => entry.text), ...history].filter((found) => found === text).length;
}

/**
 * codex was killed before it had written anything of a thread that it had told of, and now cannot read it. Nothing that is
 * sent there arrives any more: the message stays, with the reason.
 */
function isUnreadable({ outbox }: WindowState): boolean {
  return outbox.length > 0 && outbox.every(({ error }) => error?.endsWith('.jsonl is empty)') ?? false);
}

/** Does what a person does with all that waits, until nothing does, or nothing can be done. */
async function sendAll(window: WindowHandle): Promise<void> {
  const { draft, outbox, queuePauses } = window.state;
  for (const { clientId, status, isHeld } of outbox) {
    if (status === 'failed') window.send({ do: 'retry', clientId });
    if (isHeld) window.send({ do: 'queue', intent: { type: 'releaseQueued', clientId } });
  }
  for (const threadId of Object.keys(queuePauses))
    window.send({ do: 'queue', intent: { type: 'resumeQueue', threadId } });
  if (draft !== '') window.send({ do: 'submit', text: draft, inverted: false });
  await window.until((state) => {
    if (state.asked > 0) window.send({ do: 'decline' });
    const isIdle = state.turns.every((status) => status !== 'inProgress');
    return isUnreadable(state) || (isIdle && state.outbox.length === 0 && state.draft === '');
  });
}

/** The user's messages of the request that the model got for `text`: all that it knows of the thread. */
function userTexts({ requests }: ScriptedModel, text: string): string[] {
  const last = requests.findLast(({ lastUserText }) => lastUserText === text);
  const input = (last?.body['input'] ?? []) as { role?: string; content?: { text?: string }[] }[];
  return input
    .filter(({ role }) => role === 'user')
    .flatMap(({ content }) => (content ?? []).flatMap((part) => part.text ?? []));
}

function hasGot({ requests }: ScriptedModel, text: string): boolean {
  return requests.some(({ lastUserText }) => lastUserText === text);
}

/**
 * Kills at a cut point, comes back, and lets everything be sent: at both times each text must be there exactly once,
 * and the model must have got it once. `name` tells the scenario's texts from others.
 */
export async function killAndReturn(
  { relay, window: program, model }: KillSetup,
  cut: CutPoint,
  victim: Victim,
  name: string,
): Promise<void> {
  const dirs = createTempDirs();
  const codex = isOldest ? await oldestCodex() : pinnedCodex();
  const [codexHome, workspace, dir] = await Promise.all([
    dirs.makeCodexHome(),
    dirs.make('workspace'),
    dirs.make('state'),
  ]);
  await writeCodexHome(codexHome, {
    port: model.port,
    extraToml: cautious,
    ...(isOldest && { model: 'gpt-5.5' }),
  });
  const kills = victim === 'codex' && cut.hold?.only !== true;
  const gated = await startGatedCodex({ dir, codex, relay, hold: cut.hold ? { ...cut.hold, kills } : null });
  const options: WindowOptions = {
    codexPath: gated.program,
    codexHome,
    workspace,
    stateFile: path.join(dir, 'state.json'),
    guard: cut.guard ?? 'send',
    holdsEmptySave: cut.holdsEmptySave ?? false,
  };
  const busyText = `Touch it ${name}`;
  const text = `Message ${name}`;
  const probe = `Probe ${name}`;
  let window = new WindowHandle(program, options);
  try {
    await window.next(({ isPrepared }) => isPrepared);
    await cut.reach({ window, text, busyText, held: gated.held });
    if (victim === 'codex') {
      if (!cut.hold || !kills) gated.kill();
      await window.until(({ server }) => server === 'failed');
      if (cut.guard) window.send({ do: 'cancelGuard' });
      await window.until(({ outbox }) => outbox.every(({ status }) => status !== 'sending'));
      const restarted = window.next(({ isPrepared }) => isPrepared);
      window.send({ do: 'restart' });
      await restarted;
    } else {
      await (victim === 'host' ? window.kill() : window.close());
      await gated.gone;
      window = new WindowHandle(program, {
        ...options,
        codexPath: codex,
        guard: 'send',
        holdsEmptySave: false,
      });
      await window.next(({ isPrepared }) => isPrepared);
    }
    const returned = await window.history();
    const texts = cut.isBusy ? [busyText, text] : [text];
    for (const each of texts)
      assert.equal(
        count(window.state, returned, each),
        1,
        `on return: ${JSON.stringify([window.state, returned])}`,
      );

    await sendAll(window);
    if (isUnreadable(window.state)) {
      for (const each of texts) assert.equal(count(window.state, [], each), 1, 'kept beside a lost thread');
      return;
    }
    const history = await window.history();
    assert.deepEqual(history.toSorted(), texts.toSorted(), 'the stored history in the end');
    // A message that was taken by a turn which then died is known to the model all the same: a further one shows that.
    window.send({ do: 'submit', text: probe, inverted: false });
    await window.until(({ draft, outbox, turns }) => {
      return draft === '' && outbox.length === 0 && turns.at(-1) === 'completed' && hasGot(model, probe);
    });
    const got = userTexts(model, probe).filter((found) => texts.includes(found));
    const counted = cut.mayBeHalfStored ? [...new Set(got)] : got;
    assert.deepEqual(counted.toSorted(), texts.toSorted(), 'what the model got in the end');
  } finally {
    await window.close();
    await gated.close();
    await dirs.remove();
  }
}
