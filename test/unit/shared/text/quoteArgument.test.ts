import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import { quoteArgument } from '../../../../src/shared/text/quoteArgument.ts';

describe('quoteArgument', () => {
  const table: [string, string][] = [
    ['touch', 'touch'],
    ['--flag=a,b', '--flag=a,b'],
    ['', "''"],
    ['two words', "'two words'"],
    ["it's", "'it'\\''s'"],
    ['"', `'"'`],
    ['a\nb', "'a\nb'"],
    ['~', "'~'"],
    ['#', "'#'"],
    ['*.ts', "'*.ts'"],
  ];
  for (const [argument, expected] of table)
    it(JSON.stringify(argument), () => assert.equal(quoteArgument(argument), expected));

  /** Reads as a shell does: words of plain characters, single-quoted parts and escaped quotes. */
  function readBack(line: string): string[] {
    const words = line.match(/(?:[A-Za-z0-9_@%+=:,./-]|'[^']*'|\\')+/g) ?? [];
    return words.map((word) => word.replaceAll(/'([^']*)'|\\(')/g, '$1$2'));
  }

  it('is read back as the same arguments', () => {
    const text = fc.string({ unit: fc.constantFrom(...`ab '"$\\*#~;&|\n\té{}!`) });
    fc.assert(
      fc.property(fc.array(text), (argv) => {
        assert.deepEqual(readBack(argv.map(quoteArgument).join(' ')), argv);
      }),
    );
  });
});
