/** The oldest codex that speaks the protocol as this client uses it. */
export const minimumCodexVersion = '0.153.4';

/** The codex that this extension is tested with. A newer one is used too, with a hint if something goes wrong. */
export const testedCodexVersion = '0.169.0';

const versionPattern = /\b(\d+)\.(\d+)\.(\d+)(?:-([0-9A-Za-z.-]+))?/;

/** Takes the version out of what `codex --version` prints (`codex-cli 0.169.0`); undefined: it is not codex. */
export function parseCodexVersion(output: string): string | undefined {
  const line = output.split('\n').find((text) => /^codex\b/i.test(text.trim()));
  return line && versionPattern.exec(line)?.[0];
}

/** Negative, zero or positive as `a` is older than, the same as or newer than `b`. A pre-release is older. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [versionPattern.exec(a), versionPattern.exec(b)];
  for (const index of [1, 2, 3]) {
    const difference = Number(left?.[index] ?? 0) - Number(right?.[index] ?? 0);
    if (difference !== 0) return difference;
  }
  const [leftTag, rightTag] = [left?.[4], right?.[4]];
  if (leftTag === rightTag) return 0;
  if (leftTag === undefined) return 1;
  if (rightTag === undefined) return -1;
  return leftTag.localeCompare(rightTag, 'en', { numeric: true });
}
