import type { OutboxEntry } from '../../src/shared/appState.ts';
import { promptText } from '../../src/shared/thread/promptText.ts';
import type { ThreadState } from '../../src/shared/thread/threadState.ts';

/** What a person said in the thread, and has queued for it, newest first; no two alike in a row. */
export function earlierPrompts(thread: ThreadState | undefined, outbox: readonly OutboxEntry[]): string[] {
  const said = (thread?.turns ?? []).flatMap(({ items }) =>
    items.flatMap(({ item }) => (item.type === 'userMessage' ? [promptText(item.content)] : [])),
  );
  return [...said, ...outbox.map(({ text }) => text)]
    .filter((text) => text.trim() !== '')
    .toReversed()
    .filter((text, index, all) => text !== all[index - 1]);
}
