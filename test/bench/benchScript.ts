import {
  commandCall,
  completed,
  created,
  itemAdded,
  itemDone,
  message,
  messageItem,
  patchCall,
  textDelta,
  uniqueId,
  type ResponseEvent,
  type ScriptStep,
} from '../support/responseEvents.ts';
import type { ModelScript } from '../support/scriptedModel.ts';
import { burstDeltas } from './benchTexts.ts';

/** How many events are sent in one piece: as fast as codex takes them, and hardly any work of ours meanwhile. */
const eventsPerPiece = 200;

function encode(events: readonly ResponseEvent[]): string {
  return events.map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`).join('');
}

/** A burst of deltas, ready to be written. Ids must not repeat within a thread, so a new one is made each time. */
function encodeBurst(deltas: readonly string[]): string[] {
  const id = uniqueId('msg');
  const events = [
    created(),
    itemAdded(messageItem(id, null)),
    ...deltas.map((delta) => textDelta(id, delta)),
    itemDone(messageItem(id, deltas.join(''))),
    completed(),
  ];
  return Array.from({ length: Math.ceil(events.length / eventsPerPiece) }, (_, index) =>
    encode(events.slice(index * eventsPerPiece, (index + 1) * eventsPerPiece)),
  );
}

/** Words `w0; w1; …`, `perSecond` of them, by the clock: a late timer is made up for. */
async function* paced(perSecond: number, seconds: number, words: boolean): AsyncGenerator<ScriptStep> {
  const id = uniqueId('msg');
  const count = perSecond * seconds;
  const burst = burstDeltas(count + 1);
  const deltas = Array.from({ length: count }, (_, index) => (words ? `w${index}; ` : (burst[index] ?? '')));
  yield itemAdded(messageItem(id, null));
  const start = performance.now();
  for (const [index, delta] of deltas.entries()) {
    const wait = start + (index * 1000) / perSecond - performance.now();
    if (wait >= 1) yield wait;
    yield textDelta(id, delta);
  }
  yield textDelta(id, '\n\nendofpaced');
  yield itemDone(messageItem(id, `${deltas.join('')}\n\nendofpaced`));
  yield completed();
}

/** How many files the patch of `touch` changes. */
export const touchedFiles = 500;

/** What `touched/fileINDEX.txt` holds after it was touched `version` times. */
export function touchedFile(version: number, index: number): string {
  return `first line of ${index}\nversion ${version}\nlast line of ${index}\n`;
}

function touch(version: number): ScriptStep[] {
  const hunks = Array.from({ length: touchedFiles }, (_, index) => {
    const [first, old, last] = touchedFile(version, index).split('\n');
    const changed = `-${old}\n+version ${version + 1}`;
    return `*** Update File: touched/file${index}.txt\n@@\n ${first}\n${changed}\n ${last}\n`;
  });
  return [patchCall(`*** Begin Patch\n${hunks.join('')}*** End Patch`), completed()];
}

function* say(text: string): Generator<ScriptStep> {
  yield* message(text);
  yield completed();
}

/**
 * The model of the benchmarks: `burst N`, `paced N SECONDS`, `words N SECONDS`, `run COMMAND`, `touch VERSION`, and `say TEXT`.
 */
export const benchScript: ModelScript = ({ lastUserText, toolOutputs }) => {
  const [verb = '', ...rest] = lastUserText.split(' ');
  const [first = 0, second = 0] = rest.map(Number);
  if (toolOutputs.length > 0) return say('endofrun');
  switch (verb) {
    case 'burst':
      return { pieces: encodeBurst(burstDeltas(first)) };
    case 'paced':
      return paced(first, second, false);
    case 'words':
      return paced(first, second, true);
    case 'run':
      return [commandCall({ cmd: rest.join(' '), yield_time_ms: 60_000 }), completed()];
    case 'touch':
      return touch(first);
    default:
      return say(`${rest.join(' ')} endofsay`);
  }
};
