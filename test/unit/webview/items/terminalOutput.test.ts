import assert from 'node:assert/strict';
import { isValidElement, type ComponentChildren } from 'preact';
import { ansiView } from '../../../../webview/transcript/items/ansiView.tsx';
import { lastLines } from '../../../../webview/transcript/items/lastLines.ts';
import { toTerminalText } from '../../../../webview/transcript/items/terminalText.ts';

interface Span {
  readonly text: string;
  readonly class: string;
  readonly style: unknown;
}

function spans(output: string): Span[] {
  const nodes = ansiView(output) as ComponentChildren[];
  return nodes.map((node) => {
    if (!isValidElement(node)) return { text: String(node), class: '', style: null };
    const props = node.props as { children: unknown; class: string; style: unknown };
    return { text: String(props.children), class: props.class, style: props.style };
  });
}

describe('terminal output', () => {
  it('keeps colours and removes what else steers a terminal', () => {
    assert.equal(toTerminalText('\u001b[2K\u001b[1A\u001b[31mred\u001b[0m'), '\u001b[31mred\u001b[0m');
    assert.equal(
      toTerminalText('\u001b]0;title\u0007a\u001b]8;;https://x\u001b\\link\u001b]8;;\u001b\\'),
      'alink',
    );
    assert.equal(toTerminalText('a\u0007b\u0008c\u0000\u001b(Bd\te'), 'abcd\te');
  });

  it('leaves the last state of a rewritten line', () => {
    assert.equal(toTerminalText('10%\r50%\r100%\ndone\r\n'), '100%\ndone\n');
    assert.equal(toTerminalText('a\r'), 'a');
  });

  it('draws colours of the theme by class and free ones by value', () => {
    assert.deepEqual(
      spans('a\u001b[1;31mb\u001b[0mc').map(({ text, class: name }) => [text, name]),
      [
        ['a', ''],
        ['b', 'ansi-red-fg ansi-bold'],
        ['c', ''],
      ],
    );
    assert.deepEqual(spans('\u001b[38;5;208mx')[0]?.style, {
      color: 'rgb(255, 135, 0)',
      backgroundColor: undefined,
    });
    assert.deepEqual(spans('\u001b[48;2;1;2;3mx')[0]?.style, {
      color: undefined,
      backgroundColor: 'rgb(1, 2, 3)',
    });
    assert.equal(spans('\u001b[7;32mx')[0]?.class, 'ansi-black-fg ansi-green-bg');
  });

  it('shows markup as text', () => {
    assert.deepEqual(
      spans('<b>&amp;</b>').map(({ text }) => text),
      ['<b>&amp;</b>'],
    );
  });

  it('cuts at a line start', () => {
    assert.equal(lastLines('one\ntwo\nthree', 9), 'three');
    assert.equal(lastLines('one\ntwo', 100), 'one\ntwo');
    assert.equal(lastLines('a'.repeat(20), 5), 'aaaaa');
  });
});
