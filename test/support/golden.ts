import assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

/**
 * Compares a value with the golden JSON file. On a mismatch the value is written beside it as `.actual`; with
 * `ACCEPT_GOLDENS=1` it becomes the golden.
 */
export function assertGolden(file: string, value: unknown): void {
  const actual = `${JSON.stringify(value, null, 1)}\n`;
  const actualFile = `${file}.actual`;
  if (process.env.ACCEPT_GOLDENS === '1') writeFileSync(file, actual);
  const expected = existsSync(file) ? readFileSync(file, 'utf8') : '';
  if (actual === expected) return rmSync(actualFile, { force: true });
  writeFileSync(actualFile, actual);
  assert.equal(actual, expected, `differs from ${file}; ACCEPT_GOLDENS=1 accepts ${actualFile}`);
}
