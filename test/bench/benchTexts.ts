/** The last word of a burst: what its end is known by. */
export function lastWordOf(deltas: number): string {
  return `endofburst${deltas}`;
}

function section(number: number): string {
  return `## Section ${number}: what the service does

The **handler** in \`src/handler${number}.ts\` reads a request, checks its *fields* and asks the store; see
[the notes](https://example.com/notes/${number}) for the reasons. A failure is told, never hidden, and the
next request finds the state as it was before.

- it reads \`request.body\` once
- it checks **every** field, in the order of the schema
  - and stops at the first that is wrong
- it answers within ${number} ms

| step | cost | note |
| ---- | ---: | ---- |
| read | ${number} | once |
| check | ${number * 2} | *every* field |

\`\`\`ts
export function handle${number}(request: Request): Response {
  const { name, age = ${number} } = request.body;
  if (!name) return refuse('name is missing');
  return store.put({ name, age, seen: Date.now() });
}
\`\`\`

> Nothing of this is done twice.

`;
}

/** Characters of a delta: about what a token of a real model has. */
const deltaLength = 5;

/** A message of exactly `count` deltas of mixed Markdown: headings, lists, tables, quotes, links and code. */
export function burstDeltas(count: number): readonly string[] {
  const end = `\nThe last word is ${lastWordOf(count)}`;
  const length = (count - 1) * deltaLength;
  let text = '';
  for (let number = 1; text.length < length; number++) text += section(number);
  // Cut where a fence may be open: the end has to be shown as text at the end either way.
  const body = text.slice(0, length);
  const deltas = Array.from({ length: count - 1 }, (_, index) =>
    body.slice(index * deltaLength, (index + 1) * deltaLength),
  );
  return [...deltas, end];
}
