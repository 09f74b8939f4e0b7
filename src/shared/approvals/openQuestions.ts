import type { ToolRequestUserInputQuestion } from '../../protocol/index.ts';

/**
 * Ids of the questions whose answers may be shown and kept. What is not known to be no secret is one: also an id that
 * the model gave to a secret question and to another.
 */
export function openQuestions(questions: readonly ToolRequestUserInputQuestion[]): ReadonlySet<string> {
  const open = new Set(questions.map(({ id }) => id));
  for (const { id, isSecret } of questions) if (isSecret) open.delete(id);
  return open;
}
