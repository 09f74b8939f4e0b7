import type { Hunk } from './unifiedDiff.ts';

const prefixes = { context: ' ', added: '+', removed: '-' } as const;

function range(start: number, count: number): string {
  return count === 1 ? String(start) : `${start},${count}`;
}

/** Writes `hunks` as a unified diff without file headers: what `parseUnifiedDiff` reads back to equal hunks. */
export function formatUnifiedDiff(hunks: readonly Hunk[]): string {
  const out: string[] = [];
  for (const hunk of hunks) {
    const heading = hunk.heading === '' ? '' : ` ${hunk.heading}`;
    out.push(
      `@@ -${range(hunk.oldStart, hunk.oldLines)} +${range(hunk.newStart, hunk.newLines)} @@${heading}\n`,
    );
    const lastOld = hunk.lines.findLastIndex((line) => line.kind !== 'added');
    const lastNew = hunk.lines.findLastIndex((line) => line.kind !== 'removed');
    for (const [index, line] of hunk.lines.entries()) {
      out.push(prefixes[line.kind], line.text, '\n');
      const ends =
        (hunk.oldEndsWithoutNewline && index === lastOld) ||
        (hunk.newEndsWithoutNewline && index === lastNew);
      if (ends) out.push('\\ No newline at end of file\n');
    }
  }
  return out.join('');
}
