import type { GateHold } from '../../support/gatedCodex.ts';
import type { WindowHandle } from './windowHandle.ts';

/** What a cut point has at hand to bring a window there. */
export interface CutScene {
  readonly window: WindowHandle;
  /** The message whose fate is looked at. */
  readonly text: string;
  /** The message of a turn that asks for an approval and so goes on until that is answered. */
  readonly busyText: string;
  /** Resolves when the line is held. */
  readonly held: Promise<void>;
}

/** A moment between typing and echo. */
export interface CutPoint {
  readonly name: string;
  readonly hold?: GateHold;
  readonly guard?: 'ask';
  readonly holdsEmptySave?: true;
  /** Another turn runs, which the message waits for or steers. */
  readonly isBusy?: true;
  /**
   * codex may be killed between storing the message for the model and storing it for its history, and so deny having it:
   * the model then gets it again when the person retries.
   */
  readonly mayBeHalfStored?: true;
  /** Resolves when the moment has come. */
  reach(scene: CutScene): Promise<void>;
}

async function type({ window, text }: CutScene): Promise<void> {
  window.send({ do: 'setDraft', draftKey: window.state.draftKey, text });
  await window.flush();
}

/** Types the message and presses Enter, or with `inverted` the key that steers. */
async function enter(scene: CutScene, inverted = false): Promise<void> {
  await type(scene);
  scene.window.send({ do: 'submit', text: scene.text, inverted });
}

async function enterUntilHeld(scene: CutScene): Promise<void> {
  await enter(scene);
  await scene.held;
}

async function startBusyTurn({ window, busyText }: CutScene): Promise<void> {
  const submitted = window.next(({ isSubmitted }) => isSubmitted);
  window.send({ do: 'submit', text: busyText, inverted: false });
  await submitted;
  await window.until(({ asked, outbox }) => asked === 1 && outbox.length === 0);
}

/** With a message in the queue of a running turn. */
async function queueUp(scene: CutScene): Promise<void> {
  await startBusyTurn(scene);
  await enter(scene);
  await scene.window.until(({ outbox }) => outbox[0]?.status === 'queued');
}

async function queueUpAndDrain(scene: CutScene): Promise<void> {
  await queueUp(scene);
  scene.window.send({ do: 'decline' });
  await scene.held;
}

async function steerUntilHeld(scene: CutScene): Promise<void> {
  await startBusyTurn(scene);
  await enter(scene, true);
  await scene.held;
}

async function steerUntilAccepted(scene: CutScene): Promise<void> {
  await startBusyTurn(scene);
  const accepted = scene.window.next(({ isSubmitted }) => isSubmitted);
  await enter(scene, true);
  await accepted;
}

/** The moments at which the test kills. */
export const cutPoints: readonly CutPoint[] = [
  { name: 'a draft is typed', reach: type },
  {
    name: 'sent, and the question about unsaved files is open',
    guard: 'ask',
    reach: async (scene) => {
      const asked = scene.window.next(({ isGuardAsking }) => isGuardAsking);
      await enter(scene);
      await asked;
    },
  },
  {
    name: 'thread/start is on its way',
    hold: { dir: 'out', method: 'thread/start' },
    reach: enterUntilHeld,
  },
  {
    name: 'the thread is started, the answer is on its way',
    hold: { dir: 'in', method: 'thread/start', response: true },
    reach: enterUntilHeld,
  },
  { name: 'turn/start is on its way', hold: { dir: 'out', method: 'turn/start' }, reach: enterUntilHeld },
  {
    name: 'the turn is started, the answer is on its way',
    hold: { dir: 'in', method: 'turn/start', response: true },
    reach: enterUntilHeld,
  },
  { name: 'turn/started is on its way', hold: { dir: 'in', method: 'turn/started' }, reach: enterUntilHeld },
  {
    name: 'the echo is on its way',
    hold: { dir: 'in', method: 'item/started', itemType: 'userMessage' },
    reach: enterUntilHeld,
  },
  {
    name: 'the echo has come, and what it tells may not be stored yet',
    hold: { dir: 'in', method: 'item/started', itemType: 'userMessage', passes: true },
    mayBeHalfStored: true,
    reach: async (scene) => {
      await enterUntilHeld(scene);
      await scene.window.until(({ outbox }) => outbox.length === 0);
    },
  },
  {
    name: 'the echo has just come',
    hold: { dir: 'in', method: 'item/completed', itemType: 'userMessage' },
    reach: enterUntilHeld,
  },
  {
    name: 'the echo has come, and that is not on the disk yet',
    holdsEmptySave: true,
    reach: async (scene) => {
      const held = scene.window.next(({ isSaveHeld }) => isSaveHeld);
      await enter(scene);
      await held;
    },
  },
  {
    isBusy: true,
    name: 'queued while a turn runs',
    reach: async (scene) => {
      await queueUp(scene);
      await scene.window.flush();
    },
  },
  {
    isBusy: true,
    name: 'queued, and being edited',
    reach: async (scene) => {
      await queueUp(scene);
      const clientId = scene.window.state.outbox[0]?.clientId ?? '';
      scene.window.send({ do: 'queue', intent: { type: 'editQueued', clientId } });
      await scene.window.until(({ outbox }) => outbox[0]?.isHeld === true);
    },
  },
  {
    isBusy: true,
    name: 'queued, the end of the turn is on its way',
    hold: { dir: 'in', method: 'turn/completed' },
    reach: queueUpAndDrain,
  },
  {
    isBusy: true,
    name: 'queued, the turn is over, the next turn/start is on its way',
    hold: { dir: 'out', method: 'turn/start', nth: 2 },
    reach: queueUpAndDrain,
  },
  {
    isBusy: true,
    name: 'queued, the next turn is started, the answer is on its way',
    hold: { dir: 'in', method: 'turn/start', response: true, nth: 2 },
    reach: queueUpAndDrain,
  },
  {
    isBusy: true,
    name: 'turn/steer is on its way',
    hold: { dir: 'out', method: 'turn/steer' },
    reach: steerUntilHeld,
  },
  {
    isBusy: true,
    name: 'the steer is accepted, the answer is on its way',
    hold: { dir: 'in', method: 'turn/steer', response: true },
    reach: steerUntilHeld,
  },
  { isBusy: true, name: 'the steer is accepted, and waits to be taken', reach: steerUntilAccepted },
  {
    isBusy: true,
    name: 'the steer is taken, its echo is on its way',
    hold: { dir: 'in', method: 'item/started', itemType: 'userMessage', nth: 2 },
    reach: async (scene) => {
      await steerUntilAccepted(scene);
      scene.window.send({ do: 'decline' });
      await scene.held;
    },
  },
  {
    isBusy: true,
    name: 'the steer is refused, and back in the queue',
    // codex has ended the turn, and the window does not know.
    hold: { dir: 'in', method: 'turn/completed', only: true },
    reach: async (scene) => {
      await startBusyTurn(scene);
      scene.window.send({ do: 'decline' });
      await scene.held;
      await enter(scene, true);
      await scene.window.until(({ outbox }) => outbox[0]?.status === 'queued' && outbox[0].error !== null);
    },
  },
];
