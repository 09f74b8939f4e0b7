/**
 * Letters of other scripts that look like ASCII letters in common fonts: enough to notice a word made of nothing else,
 * without those (Cyrillic ka, Greek kappa) that would flag the commonest words of their language.
 */
const lookAlikes = new Set([
  // Cyrillic
  ...'\u0410\u0412\u0415\u0405\u0406\u0408\u041A\u041C\u041D\u041E\u0420\u0421\u0422\u0423',
  ...'\u0425\u0474\u050C\u051A\u051C\u0430\u0435\u0455\u0456\u0458\u043E\u0440\u0441\u0443',
  ...'\u0445\u0475\u04BB\u0501\u051B\u051D\u04CF\u04AF',
  // Greek
  ...'\u0391\u0392\u0395\u0396\u0397\u0399\u039A\u039C\u039D\u039F\u03A1\u03A4\u03A5\u03A7',
  ...'\u03B1\u03BF\u03C1\u03F2\u03F3',
  // Armenian
  ...'\u0555\u054F\u057D\u0578\u0585\u0581\u0570\u0566',
  // Cherokee
  ...'\u13AA\u13F4\u13DF\u13A0\u13AC\u13BB\u13AB\u13E6\u13DE\u13B7\u13E2\u13D2\u13DA\u13A2',
  ...'\u13D9\u13B3\u13C3',
]);

/** Scripts whose letters have no business inside a word with ASCII letters. */
const foreignLetter =
  /^[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}\p{Script=Coptic}\p{Script=Lisu}\p{Script=Deseret}\p{Script=Georgian}]$/u;

/** Latin letters that pass for plain ones: dotless i, IPA a and g, click letters, small capitals and the like. */
const latinLookAlike = /^[\u0131\u0237\u0251\u0261\u01C0\u01C3\u026A\u0280\u029F\u1D00-\u1D2B\uA730\uA731]$/;

/** Letters and digits that Unicode itself holds to be styled ASCII: fullwidth, mathematical, Roman numerals. */
const letterOrDigit = /^[\p{L}\p{Nd}\p{Nl}]$/u;
const ascii = /^[\x21-\x7E]+$/;

/** Marks that pass for what means something in a shell, a path or a URL; CJK punctuation is left out on purpose. */
const marks = new Set([
  // slashes and backslashes
  ...'\u2044\u2215\u29F8\uFF0F\u2571\u27CB\uFF3C\uFE68\u29F5\u2216',
  // colons and semicolons
  ...'\u02D0\uA789\u2236\uFE13\u037E',
  // dots
  ...'\u2024\u2025\uFF0E',
  // hyphens and minus
  ...'\u2010\u2011\u2012\u2212\uFE63\uFF0D',
  // bars
  ...'\uFF5C\u2223\u2758',
  // quotes and commas
  ...'\uFF40\uFF07\uFF02\u02CB\u02B9\u02BC\u02BB\u055A\u201A',
  // other fullwidth punctuation
  ...'\uFF04\uFF06\uFF03\uFF05\uFF0A\uFF0B\uFF1C\uFF1D\uFF1E\uFF20\uFF3B\uFF3D\uFF3E\uFF3F\uFF5B\uFF5D\uFF5E',
]);

/** Whether `letter` (one code point) looks like an ASCII letter though it is none. */
export function isLookAlike(letter: string): boolean {
  return lookAlikes.has(letter);
}

/** Whether `mark` (one code point, no letter) passes for ASCII punctuation. */
export function isConfusableMark(mark: string): boolean {
  return marks.has(mark);
}

/**
 * Whether `letter` (one code point of a word) may be mistaken for another. In a word that has ASCII letters too
 * (`mixed`) any Cyrillic, Greek or similar letter counts.
 */
export function isConfusableInWord(letter: string, mixed: boolean): boolean {
  if (letter <= '\x7E' || letter === 'ª' || letter === 'º') return false;
  if (isConfusableMark(letter)) return true;
  if (mixed && (foreignLetter.test(letter) || latinLookAlike.test(letter))) return true;
  return letterOrDigit.test(letter) && ascii.test(letter.normalize('NFKC'));
}
