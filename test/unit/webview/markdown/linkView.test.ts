import assert from 'node:assert/strict';
import type { VNode } from 'preact';
import { LinkView } from '../../../../webview/markdown/linkView.tsx';

interface LinkProps {
  readonly href: string;
  readonly onClick: (event: object) => void;
}

describe('LinkView', () => {
  it('keeps the address, and a click from the browser and from the listener of VS Code', () => {
    const node = LinkView({ href: 'https://example.com/a', text: 'a', children: 'a' }) as VNode<LinkProps>;
    assert.equal(node.type, 'a');
    assert.equal(node.props.href, 'https://example.com/a');
    const calls: string[] = [];
    node.props.onClick({
      preventDefault: () => calls.push('preventDefault'),
      stopPropagation: () => calls.push('stopPropagation'),
    });
    assert.deepEqual(calls.toSorted(), ['preventDefault', 'stopPropagation']);
  });
});
