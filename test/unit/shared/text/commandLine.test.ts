import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { displayCommand, stdinInput } from '../../../../src/shared/text/commandLine.ts';

function singleQuote(script: string): string {
  return `'${script.replaceAll("'", `'\\''`)}'`;
}

/**
 * Quotes one word as the Rust crate shlex 1.3 does, which codex joins commands with: the longest start of the rest that
 * one way of quoting can hold, bare before single before double quotes, again and again.
 */
function shlexQuote(word: string): string {
  if (word === '') return "''";
  let quoted = '';
  let rest = word;
  while (rest !== '') {
    const bare = /^[+\-./:@\]_0-9A-Za-z]+/.exec(rest)?.[0] ?? '';
    const single = /^(?:\^[^'^\\]*|[^'^\\]+)/.exec(rest)?.[0] ?? '';
    const double = /^[^`$!^]+/.exec(rest)?.[0] ?? '';
    const longest = Math.max(bare.length, single.length, double.length);
    if (bare.length === longest) quoted += bare;
    else if (single.length === longest) quoted += `'${single}'`;
    else quoted += `"${double.replace(/["\\]/g, '\\$&')}"`;
    rest = rest.slice(longest);
  }
  return quoted;
}

const script = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({
    unit: fc.constantFrom("'", '"', '\\', '$', '`', '!', '^', ' ', '\n', 'a', '~', '#', '*', 'é'),
    maxLength: 20,
  }),
);

describe('displayCommand', () => {
  it('shows any script as it was before codex quoted it', () => {
    fc.assert(
      fc.property(script, (text) => {
        assert.equal(displayCommand(`/bin/bash -lc ${shlexQuote(text)}`), text);
        assert.equal(displayCommand(`/bin/bash -lc ${singleQuote(text)}`), text);
      }),
      { numRuns: 2000 },
    );
  });

  const stripped: readonly [string, string][] = [
    ["/bin/bash -lc 'touch x1'", 'touch x1'],
    ["bash -c 'ls -la'", 'ls -la'],
    ['/usr/bin/zsh -lc ls', 'ls'],
    ["/bin/sh -c 'echo '\\''hi'\\'''", "echo 'hi'"],
    [`bash -lc "echo \\"\\$HOME\\" \\\\ \\x"`, 'echo "$HOME" \\ \\x'],
    [`bash -lc "it's"`, "it's"],
    ['bash -l -c pwd', 'pwd'],
    ['/opt/homebrew/bin/bash -lc a\\ b', 'a b'],
    [`bash -lc "one\\\ntwo"`, 'onetwo'],
    ["pwsh -NoProfile -Command 'Get-ChildItem'", 'Get-ChildItem'],
    [`'C:\\Program Files\\PowerShell\\7\\pwsh.exe' -NoProfile -Command 'Get-Item a'`, 'Get-Item a'],
    [`"C:\\\\Windows\\\\System32\\\\WindowsPowerShell\\\\v1.0\\\\powershell.exe" -Command dir`, 'dir'],
    ["powershell.exe -c 'dir'", 'dir'],
    ["cmd /c 'dir /b'", 'dir /b'],
    [`"C:\\\\Windows\\\\System32\\\\cmd.exe" /d /s /c 'echo %PATH%'`, 'echo %PATH%'],
  ];
  for (const [command, shown] of stripped) {
    it(`shows ${JSON.stringify(shown)} for ${JSON.stringify(command)}`, () => {
      assert.equal(displayCommand(command), shown);
    });
  }

  const unchanged: readonly [string, string][] = [
    ['no shell', 'git status'],
    ['an empty command', ''],
    ['a script file', '/bin/bash run.sh'],
    ['an argument after the script', 'bash -lc \'ls "$1"\' x'],
    ['a second command', "bash -lc 'ls'; rm -rf x"],
    ['a pipe', "bash -lc 'ls' | sh"],
    ['a background job', "bash -lc 'ls' &"],
    ['a second line', "bash -lc 'ls'\nrm x"],
    ['an open single quote', "bash -lc 'ls"],
    ['an open double quote', 'bash -lc "ls'],
    ['a backslash at the end', 'bash -lc ls\\'],
    ['a backslash at the end of double quotes', 'bash -lc "ls\\'],
    ['an expansion', 'bash -lc "echo $HOME"'],
    ['a substitution', 'bash -lc `id`'],
    ['a quoting of another shell', "bash -lc $'a\\nb'"],
    ['a glob', 'bash -lc *'],
    ['a variable in front', "LD_PRELOAD=/x.so bash -lc 'ls'"],
    ['a redirection', "bash -lc 'ls' > /etc/passwd"],
    ['flags that change the shell', "bash --rcfile /tmp/x -ic 'ls'"],
    ['a shell from elsewhere', "/tmp/bash -lc 'ls'"],
    ['a shell from the working directory', "./bash -lc 'ls'"],
    ['a program whose name ends like a shell', "notbash -lc 'ls'"],
    ['a PowerShell that may run anything', "pwsh -ExecutionPolicy Bypass -Command 'x'"],
    ['a PowerShell script on standard input', 'pwsh -Command -'],
    ['an encoded PowerShell script', 'pwsh -EncodedCommand ZABpAHIA'],
    ['a command prompt that stays', "cmd /k 'dir'"],
    ['a shell without a script', 'bash -lc'],
  ];
  for (const [name, command] of unchanged) {
    it(`leaves ${name} unchanged`, () => {
      assert.equal(displayCommand(command), command);
    });
  }

  it('does not hang on long commands', () => {
    for (const part of ["'", '"', '\\', "''", '"a"', 'a ', '\\"'])
      displayCommand(`bash -lc ${part.repeat(200_000)}`);
  });
});

describe('stdinInput', () => {
  const cases: readonly (readonly [string, string | null])[] = [
    ["write_stdin --session-id 7 'print(1)\n'", 'print(1)\n'],
    ['write_stdin --session-id 7 y', 'y'],
    ["write_stdin --session-id 7 ''", ''],
    ["write_stdin --session-id 7 'it'\"'\"'s'", "it's"],
    ['write_stdin --session-id 7', null],
    ['write_stdin --session-id 7 a b', null],
    ['write_stdin --other 7 a', null],
    ['python3', null],
    ["write_stdin --session-id 7 'open", null],
    ['', null],
  ];
  for (const [command, input] of cases) {
    it(`of ${JSON.stringify(command)} is ${JSON.stringify(input)}`, () => {
      assert.equal(stdinInput(command), input);
    });
  }
});
