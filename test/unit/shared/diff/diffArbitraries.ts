import * as fc from 'fast-check';

/** Lines from a small alphabet, so that two texts share many of them; some with the marks that a diff uses itself. */
const line = fc.constantFrom('', 'a', 'b', 'c', '}', '+x', '-y', ' z', '@@ -1 +1 @@', '\\ No newline', 'é😀');
const eol = fc.constantFrom('\n', '\n', '\n', '\r\n');

/** Texts with mixed line ends, with and without a byte order mark and a final newline. */
export const anyText: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom('', '', '\uFEFF'),
    fc.array(fc.tuple(line, eol), { maxLength: 40 }),
    fc.constantFrom('', '', 'a', 'end', '\r'),
  )
  .map(([bom, lines, last]) => bom + lines.map(([text, end]) => text + end).join('') + last);

/** A text and an edited copy of it. */
export const editedText: fc.Arbitrary<[string, string]> = fc.oneof(
  fc.tuple(anyText, anyText),
  fc
    .tuple(
      anyText,
      fc.array(fc.tuple(fc.nat(60), fc.nat(3), fc.array(line, { maxLength: 3 })), { maxLength: 5 }),
    )
    .map(([before, edits]): [string, string] => {
      const lines = before.split('\n');
      for (const [at, removed, added] of edits) lines.splice(at % (lines.length + 1), removed, ...added);
      return [before, lines.join('\n')];
    }),
);
