import type { LineChange } from './lineChanges.ts';

/** States that a search may visit before it gives up; a text made by leaving hunks out needs a handful. */
const maxStates = 4000;

function matches(
  lines: readonly string[],
  from: number,
  to: number,
  shown: readonly string[],
  at: number,
): boolean {
  for (let index = from; index < to; index++) if (lines[index] !== shown[at + index - from]) return false;
  return true;
}

/**
 * Tells which of `changes` (from `before` to `proposed`, in order) were applied to get `shown`: one flag each, with as
 * many of the first ones true as possible. Undefined when `shown` is not `before` with some of the changes applied.
 */
export function selectHunks(
  before: readonly string[],
  proposed: readonly string[],
  changes: readonly LineChange[],
  shown: readonly string[],
): boolean[] | undefined {
  const dead = new Set<string>();
  let states = 0;
  const flags: boolean[] = [];
  /** Where each search step stands; a stack of its own, since there may be more hunks than calls fit on the real one. */
  const steps: { at: number; tried: 0 | 1 | 2 }[] = [];
  const enter = (at: number): boolean => {
    const index = steps.length;
    const from = changes[index - 1]?.oldTo ?? 0;
    const to = changes[index]?.oldFrom ?? before.length;
    if (dead.has(`${index}:${at}`) || !matches(before, from, to, shown, at)) return false;
    steps.push({ at: at + to - from, tried: 0 });
    return true;
  };
  if (!enter(0)) return undefined;
  for (;;) {
    const step = steps.at(-1);
    if (!step || ++states > maxStates) return undefined;
    const index = steps.length - 1;
    const change = changes[index];
    if (!change) {
      if (step.at === shown.length) return flags;
      steps.pop();
      flags.pop();
      continue;
    }
    if (step.tried === 2) {
      dead.add(`${index}:${step.at - (change.oldFrom - (changes[index - 1]?.oldTo ?? 0))}`);
      steps.pop();
      flags.pop();
      continue;
    }
    const applies = step.tried === 0;
    step.tried = applies ? 1 : 2;
    const [lines, from, to] = applies
      ? [proposed, change.newFrom, change.newTo]
      : [before, change.oldFrom, change.oldTo];
    if (!matches(lines, from, to, shown, step.at)) continue;
    flags.push(applies);
    if (!enter(step.at + to - from)) flags.pop();
  }
}
