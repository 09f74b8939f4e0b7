import type { Token, Tokens } from 'marked';
import type { ComponentChildren, JSX, VNode } from 'preact';
import { t } from '../ui/l10n.ts';
import { inlineView } from './inlineView.tsx';

type DrawBlock = (token: Token) => ComponentChildren;

/** Items that are finished keep their nodes, so that a list that grows draws its last items only. */
const drawnItems = new WeakMap<Tokens.ListItem, { loose: boolean; node: VNode }>();

function itemContent(item: Tokens.ListItem, loose: boolean, drawBlock: DrawBlock): ComponentChildren {
  return item.tokens.map((token) => {
    if (token.type === 'checkbox') return null;
    if (token.type !== 'text') return drawBlock(token);
    const content = inlineView(token.tokens);
    return loose ? <p dir="auto">{content}</p> : content;
  });
}

function drawItem(item: Tokens.ListItem, index: number, loose: boolean, drawBlock: DrawBlock): VNode {
  const known = drawnItems.get(item);
  if (known?.loose === loose) return known.node;
  const content = itemContent(item, loose, drawBlock);
  const node = item.task ? (
    <li key={index} class="md-task" dir="auto">
      <input
        type="checkbox"
        disabled
        checked={item.checked === true}
        aria-label={item.checked === true ? t('Done') : t('Not done')}
      />
      <div class="md-task-text">{content}</div>
    </li>
  ) : (
    <li key={index} dir="auto">
      {content}
    </li>
  );
  drawnItems.set(item, { loose, node });
  return node;
}

/** Draws a list. `drawBlock` draws the blocks within its items. */
export function listView(list: Tokens.List, drawBlock: DrawBlock): JSX.Element {
  const items = list.items.map((item, index) => drawItem(item, index, list.loose, drawBlock));
  const start = typeof list.start === 'number' && list.start !== 1 ? list.start : undefined;
  return list.ordered ? (
    <ol start={start} dir="auto">
      {items}
    </ol>
  ) : (
    <ul dir="auto">{items}</ul>
  );
}
