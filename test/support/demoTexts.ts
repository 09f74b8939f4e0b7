/** The prompts the demo knows, as its greeting names them and the screenshot drive sends them. */
export const demoPrompts = {
  explain: 'Tell me about this project',
  run: 'Run the tests',
  fix: 'Fix the greeting',
  plan: 'Plan the next steps',
  fail: 'Fail, please',
} as const;

export const greetingText = `Hello! I am a **scripted model**: I run inside this demo, without an account or a network, but the
codex that runs me is the real one. Try one of these:

${Object.values(demoPrompts)
  .map((prompt) => `- ${prompt}`)
  .join('\n')}
`;

export const explainText = `# Hello service

This project is a **tiny greeting library**: two functions, a command line around them and a script that checks
both. It is small enough to read in a minute.

## What is in it

| File | What it does | Lines |
| --- | --- | ---: |
| [src/greet.ts](src/greet.ts) | builds the greeting | 10 |
| [src/index.ts](src/index.ts) | the command line | 4 |
| [test/run.mjs](test/run.mjs) | checks the results | 22 |

## How a greeting is made

1. \`index.ts\` takes the names from the command line.
2. It calls \`greet\` for one name, \`greetAll\` for several:
   - one name gives one sentence,
   - several names are joined with a space.
3. The result goes to *standard output*.

\`\`\`ts
/** Builds a greeting for one person. */
export function greet(name: string): string {
  const who = name.trim();
  return 'Hello, ' + name + '!';
}
\`\`\`

> **Look closely:** \`who\` is computed and then never used. Spaces around a name stay in the greeting.

## State of things

- [x] greets one person
- [x] greets several people
- [ ] ignores spaces around a name

Run it yourself with \`node src/index.ts Ada Alan\`, or read about
[template literals](https://developer.mozilla.org/docs/Web/JavaScript/Reference/Template_literals), which would
make the code clearer. Say **Run the tests** to see the bug, and **Fix the greeting** to repair it.
`;

export const planSteps = ['Run the tests', 'Fix the greeting', 'Run the tests again'] as const;
