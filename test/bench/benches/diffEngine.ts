import { applyPatch, parsePatch, reversePatch, type StructuredPatch } from 'diff';
import { applyHunks } from '../../../src/shared/diff/applyHunks.ts';
import { parseUnifiedDiff } from '../../../src/shared/diff/parseUnifiedDiff.ts';
import { invertHunks, type Hunk } from '../../../src/shared/diff/unifiedDiff.ts';
import type { BenchFamily } from '../bench.ts';
import { collectGarbage } from '../collectGarbage.ts';
import { interleave, medians } from '../interleave.ts';

const hunkCount = 10_000;
const linesPerHunk = 12;

/** A file and a patch of one changed line in every twelve, with three lines of context around each. */
export function createPatchedFile(hunks = hunkCount): { before: string; after: string; patch: string } {
  const before = Array.from({ length: hunks * linesPerHunk }, (_, line) => `  const value${line} = ${line};`);
  const after = [...before];
  const patch = ['--- a/file.ts', '+++ b/file.ts'];
  for (let hunk = 0; hunk < hunks; hunk++) {
    const start = hunk * linesPerHunk + 2;
    const changed = start + 3;
    const old = before[changed] ?? '';
    after[changed] = `${old} // hunk ${hunk}`;
    patch.push(`@@ -${start + 1},7 +${start + 1},7 @@`);
    for (let line = start; line < start + 7; line++) {
      if (line === changed) patch.push(`-${old}`, `+${after[line] ?? ''}`);
      else patch.push(` ${before[line] ?? ''}`);
    }
  }
  const joined = (lines: readonly string[]): string => `${lines.join('\n')}\n`;
  return { before: joined(before), after: joined(after), patch: joined(patch) };
}

/** A sample takes some 30 ms. */
const samplesPerRepeat = 5;

/** Times reading, applying and inverting; that the inverse is right is checked outside the time. */
function timed<P, I>(
  steps: {
    readonly parse: (patch: string) => P;
    readonly apply: (text: string, patch: P | I) => string;
    readonly invert: (patch: P) => I;
  },
  { before, after, patch }: ReturnType<typeof createPatchedFile>,
): number {
  // What the sample before left behind is collected outside the time.
  collectGarbage();
  const start = performance.now();
  const parsed = steps.parse(patch);
  const applied = steps.apply(before, parsed);
  const inverse = steps.invert(parsed);
  const took = performance.now() - start;
  if (applied !== after || steps.apply(applied, inverse) !== before)
    throw new Error('The patch was not applied, or not taken back.');
  return took;
}

const ours = {
  parse(patch: string): readonly Hunk[] {
    const parsed = parseUnifiedDiff(patch);
    if (!parsed.ok) throw new Error(parsed.reason);
    return parsed.hunks;
  },
  apply(text: string, hunks: readonly Hunk[]): string {
    const applied = applyHunks(text, hunks);
    if (!applied.ok) throw new Error(applied.reason);
    return applied.text;
  },
  invert: invertHunks,
};

const jsdiff = {
  parse(patch: string): StructuredPatch {
    const [parsed] = parsePatch(patch);
    if (!parsed) throw new Error('jsdiff finds no patch.');
    return parsed;
  },
  apply: (text: string, patch: StructuredPatch): string => String(applyPatch(text, patch)),
  invert: (patch: StructuredPatch): StructuredPatch => reversePatch(patch),
};

/** Reading a large patch, applying it and inverting it, against the `diff` package. */
export const diffEngine: BenchFamily = {
  figures: ['diff.engine'],
  async run({ repeats, note }) {
    const file = createPatchedFile();
    const samples = await interleave(repeats * samplesPerRepeat, {
      baseline: async () => timed(jsdiff, file),
      subject: async () => timed(ours, file),
    });
    note(
      `diff.engine: ours ${samples.subject.map(Math.round)} ms, jsdiff ${samples.baseline.map(Math.round)} ms`,
    );
    return [{ name: 'diff.engine', ...medians(samples, (ms) => ms) }];
  },
};
