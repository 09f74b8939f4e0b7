import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

const files: Readonly<Record<string, string>> = {
  'README.md': `# Hello service

A tiny greeting library, small enough to read in a minute.

- \`src/greet.ts\` builds the greeting.
- \`src/index.ts\` is the command line.
- \`test/run.mjs\` checks both: \`node test/run.mjs\`.
`,
  'package.json': `${JSON.stringify(
    { name: 'hello-service', version: '1.0.0', type: 'module', scripts: { test: 'node test/run.mjs' } },
    null,
    2,
  )}\n`,
  'src/greet.ts': `/** Builds a greeting for one person. */
export function greet(name: string): string {
  const who = name.trim();
  return 'Hello, ' + name + '!';
}

/** Builds one greeting for several people. */
export function greetAll(names: string[]): string {
  return names.map(greet).join(' ');
}
`,
  'src/index.ts': `import { greet, greetAll } from './greet.ts';

const names = process.argv.slice(2);
console.log(names.length > 1 ? greetAll(names) : greet(names[0] ?? 'world'));
`,
  'test/run.mjs': `// Checks src/greet.ts. The type annotations are cut off first, so that no build is needed.
import { readFileSync } from 'node:fs';

const source = readFileSync(new URL('../src/greet.ts', import.meta.url), 'utf8');
const script = source.replace(/: string(\\[\\])?/g, '');
const { greet, greetAll } = await import('data:text/javascript,' + encodeURIComponent(script));

const checks = [
  ['greets by name', greet('Ada'), 'Hello, Ada!'],
  ['greets several people', greetAll(['Ada', 'Alan']), 'Hello, Ada! Hello, Alan!'],
  ['ignores spaces around a name', greet('  Ada '), 'Hello, Ada!'],
];
let failures = 0;
for (const [name, actual, expected] of checks) {
  if (actual === expected) console.log('\\x1b[32m✓\\x1b[0m ' + name);
  else {
    failures += 1;
    console.log('\\x1b[31m✗ ' + name + '\\x1b[0m\\n    expected ' + expected + '\\n    received ' + actual);
  }
}
console.log('\\n\\x1b[1m' + (checks.length - failures) + ' passed\\x1b[0m, ' + failures + ' failed');
process.exitCode = failures > 0 ? 1 : 0;
`,
};

/** The demo's patch: repairs the one bug of the sample workspace (the trimmed name is never used). */
export const greetingPatch = `*** Begin Patch
*** Update File: src/greet.ts
@@
 export function greet(name: string): string {
   const who = name.trim();
-  return 'Hello, ' + name + '!';
+  return \`Hello, \${who}!\`;
 }
*** End Patch
`;

/** Writes a small believable project, with one little bug which `greetingPatch` repairs, into `dir` (absolute). */
export async function createSampleWorkspace(dir: string): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(dir, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
  }
}
