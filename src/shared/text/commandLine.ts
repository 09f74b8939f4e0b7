/** Where system shells live. From elsewhere, which program runs is something the reader has to see. */
const posixShell =
  /^(?:(?:\/usr)?\/bin\/|\/usr\/local\/bin\/|\/opt\/homebrew\/bin\/|\/run\/current-system\/sw\/bin\/)?(?:bash|zsh|sh|dash)$/;
const windowsShell =
  /^(?:[a-z]:[\\/]program files(?: \(x86\))?[\\/]git[\\/](?:usr[\\/])?bin[\\/])?(?:bash|sh)\.exe$/i;
const powerShell =
  /^(?:(?:\/usr(?:\/local)?)?\/bin\/|\/opt\/homebrew\/bin\/|[a-z]:[\\/]windows[\\/]system32[\\/]windowspowershell[\\/]v1\.0[\\/]|[a-z]:[\\/]program files[\\/]powershell[\\/]7[\\/])?(?:pwsh|powershell)(?:\.exe)?$/i;
const commandPrompt = /^(?:[a-z]:[\\/]windows[\\/]system32[\\/])?cmd(?:\.exe)?$/i;

/** Characters that mean themselves outside quotes wherever they stand in a word. */
const bareText = /[A-Za-z0-9_+\-./:@%,=\]]+/y;
const singleQuoted = /'([^']*)'/y;
const doubleQuotedText = /[^"\\$`]+/y;

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** Reads a double-quoted part that opens at `at`; undefined if it is open-ended or has an expansion in it. */
function readDoubleQuoted(text: string, at: number): { value: string; end: number } | undefined {
  const parts: string[] = [];
  let index = at + 1;
  while (index < text.length) {
    const char = text.charAt(index);
    if (char === '"') return { value: parts.join(''), end: index + 1 };
    if (char === '\\') {
      const next = text.charAt(index + 1);
      if (next === '') return undefined;
      if (next !== '\n') parts.push('$`"\\'.includes(next) ? next : `\\${next}`);
      index += 2;
      continue;
    }
    const plain = matchAt(doubleQuotedText, text, index);
    if (!plain) return undefined;
    parts.push(plain[0]);
    index += plain[0].length;
  }
  return undefined;
}

/** Splits a command line into its words by POSIX quoting; undefined if a shell would do more to it than that. */
function splitWords(text: string): string[] | undefined {
  const words: string[] = [];
  let word: string[] | undefined;
  let index = 0;
  while (index < text.length) {
    const char = text.charAt(index);
    if (char === ' ' || char === '\t') {
      if (word) words.push(word.join(''));
      word = undefined;
      index++;
      continue;
    }
    word ??= [];
    if (char === '"') {
      const quoted = readDoubleQuoted(text, index);
      if (!quoted) return undefined;
      word.push(quoted.value);
      index = quoted.end;
    } else if (char === '\\') {
      const next = text.charAt(index + 1);
      if (next === '' || next === '\n') return undefined;
      word.push(next);
      index += 2;
    } else {
      const quoted = matchAt(singleQuoted, text, index);
      const part = quoted ?? matchAt(bareText, text, index);
      if (!part) return undefined;
      word.push(quoted?.[1] ?? part[0]);
      index += part[0].length;
    }
  }
  if (word) words.push(word.join(''));
  return words;
}

/** Returns the script of a shell call that has only flags which do not change what the script does. */
function shellScript([program = '', ...rest]: readonly string[]): string | undefined {
  const script = rest.at(-1);
  const flags = rest.slice(0, -1);
  const last = flags.pop();
  if (script === undefined || last === undefined) return undefined;
  if (posixShell.test(program) || windowsShell.test(program)) {
    return /^-[li]*c$/.test(last) && flags.every((flag) => /^-[li]+$/.test(flag)) ? script : undefined;
  }
  if (powerShell.test(program)) {
    const harmless = flags.every((flag) => /^-(?:nologo|noprofile|noninteractive)$/i.test(flag));
    // `-` stands for a script on standard input.
    return harmless && /^-(?:command|c)$/i.test(last) && script !== '-' ? script : undefined;
  }
  if (commandPrompt.test(program)) {
    return /^\/c$/i.test(last) && flags.every((flag) => /^\/[ds]$/i.test(flag)) ? script : undefined;
  }
  return undefined;
}

/**
 * Returns a command as people read it: `/bin/bash -lc 'touch x1'` becomes `touch x1`. Codex sends the words of a command
 * joined by POSIX quoting, on every platform. A command that is not exactly one system shell running one script, with
 * nothing for a shell to expand around it, comes back unchanged. Never throws; for reading only, never to be run.
 */
export function displayCommand(command: string): string {
  const words = splitWords(command);
  return (words && shellScript(words)) ?? command;
}

/**
 * What a request to type into a running process would type: codex writes it as the last word of
 * `write_stdin --session-id ID INPUT`. null for anything else. Never throws.
 */
export function stdinInput(command: string): string | null {
  const words = splitWords(command) ?? [];
  const [program, flag, , input] = words;
  if (words.length !== 4 || program !== 'write_stdin' || flag !== '--session-id') return null;
  return input ?? null;
}
