import { transcript } from './natives.ts';

/** How many of the last text nodes are looked at: below a message come its turn's footer and status. */
const lookedAt = 60;

/** The texts at the end of an element, the last first; never more than a few, however long it is. */
export function lastTexts(root: Node): string[] {
  const found: string[] = [];
  let node: Node | null = root;
  while (node && found.length < lookedAt) {
    while (node.lastChild) node = node.lastChild;
    if (node.nodeType === Node.TEXT_NODE) found.push(node.nodeValue ?? '');
    while (node && node !== root && !node.previousSibling) node = node.parentNode;
    node = node && node !== root ? node.previousSibling : null;
  }
  return found;
}

/** Whether the end of the transcript has the word. */
export function endShows(word: string): boolean {
  const log = transcript();
  return log !== null && lastTexts(log).some((text) => text.includes(word));
}
