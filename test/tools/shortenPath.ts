/** How many numbers each command of a path takes. */
const arity: Readonly<Record<string, number>> = { M: 2, L: 2, H: 1, V: 1, C: 6, Z: 0 };

/** Hundredths: a path is rounded once, so that relative steps add up to the very same points. */
type Hundredths = number;

function parse(d: string): { command: string; numbers: Hundredths[] }[] {
  const steps: { command: string; numbers: Hundredths[] }[] = [];
  for (const [, command = '', text = ''] of d.matchAll(/([A-Za-z])([^A-Za-z]*)/g)) {
    const size = arity[command];
    if (size === undefined) throw new Error(`The path command ${command} is not known.`);
    const numbers = [...text.matchAll(/-?(?:\d+\.?\d*|\.\d+)/g)].map(([number]) =>
      Math.round(Number(number) * 100),
    );
    if (size === 0) steps.push({ command, numbers: [] });
    for (let at = 0; at < numbers.length; at += size || numbers.length)
      // More points after the first of a move are lines.
      steps.push({
        command: command === 'M' && at > 0 ? 'L' : command,
        numbers: numbers.slice(at, at + size),
      });
  }
  return steps;
}

function write(number: Hundredths): string {
  return String(number / 100).replace(/^(-?)0\./, '$1.');
}

/** Numbers one after another, with a space only where they would run into each other. */
function join(numbers: readonly Hundredths[]): string {
  let joined = '';
  let endsWithFraction = false;
  for (const number of numbers.map(write)) {
    const needsSpace =
      joined !== '' && !number.startsWith('-') && !(number.startsWith('.') && endsWithFraction);
    joined += needsSpace ? ` ${number}` : number;
    endsWithFraction = number.includes('.');
  }
  return joined;
}

/**
 * The same path in fewer characters, its numbers rounded to hundredths: each step absolute or relative, whichever is
 * shorter. Takes the commands M, L, H, V, C and Z, all absolute; throws for any other.
 */
export function shortenPath(d: string): string {
  let [x, y, startX, startY] = [0, 0, 0, 0];
  let text = '';
  let last = '';
  for (const { command, numbers } of parse(d)) {
    const origin = command === 'V' ? [y] : command === 'H' ? [x] : [x, y];
    const relative = numbers.map((number, index) => number - (origin[index % origin.length] ?? 0));
    const [absoluteText, relativeText] = [join(numbers), join(relative)];
    const isShorter = relativeText.length < absoluteText.length;
    const letter = isShorter ? command.toLowerCase() : command;
    const body = isShorter ? relativeText : absoluteText;
    // A command that is repeated need not be written again, but for a move, whose further points are lines.
    const repeats = letter === last && !'MmZz'.includes(letter);
    text += repeats ? (body.startsWith('-') ? body : ` ${body}`) : letter + body;
    last = letter;
    if (command === 'Z') [x, y] = [startX, startY];
    else if (command === 'H') x = numbers[0] ?? x;
    else if (command === 'V') y = numbers[0] ?? y;
    else [x = x, y = y] = numbers.slice(-2);
    if (command === 'M') [startX, startY] = [x, y];
  }
  return text;
}
