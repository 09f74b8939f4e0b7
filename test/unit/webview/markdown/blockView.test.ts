import assert from 'node:assert/strict';
import { blockView } from '../../../../webview/markdown/blockView.tsx';
import { createMarkdownStream } from '../../../../webview/markdown/markdownStream.ts';
import { toOutline } from './outline.ts';

function draw(text: string): string {
  return toOutline(createMarkdownStream().update(text, true).map(blockView));
}

describe('markdown view', () => {
  it('draws headings below those of the turns', () => {
    assert.equal(draw('# One'), '<h3 dir="auto">One</h3>');
    assert.equal(draw('###### Six'), '<h6 dir="auto">Six</h6>');
  });

  it('draws the inline marks, with character references resolved outside code', () => {
    assert.equal(
      draw('**b** *e* ~~d~~ `c &amp;` &amp; &#x27; &unknown; \\*'),
      '<p dir="auto"><strong>b</strong> <em>e</em> <del>d</del> <code class="md-inline-code" dir="ltr">c &amp;</code> & \' &unknown; *</p>',
    );
  });

  it('shows raw HTML as text', () => {
    assert.equal(
      draw('a <img src=x onerror=alert(1)> b'),
      '<p dir="auto">a <img src=x onerror=alert(1)> b</p>',
    );
    const [node] = createMarkdownStream().update('<script>\nalert(1)\n</script>', true).map(blockView);
    assert.equal(toOutline(node), '<p class="md-html" dir="ltr"><script>\nalert(1)\n</script></p>');
  });

  it('makes links of web addresses and of files only, and shows every other target', () => {
    assert.match(
      draw('[a](https://x.org)'),
      /^<p dir="auto"><a class="md-link" href="https:\/\/x\.org" title="https:\/\/x\.org">a<\/a><\/p>$/,
    );
    assert.match(draw('https://x.org/a'), /<a class="md-link" href="https:\/\/x\.org\/a"/);
    assert.equal(
      draw('[a](command:x.y)'),
      '<p dir="auto">a<span class="md-target"> [command:x.y]</span></p>',
    );
    assert.equal(
      draw('[a](&#106;avascript:x)'),
      '<p dir="auto">a<span class="md-target"> [javascript:x]</span></p>',
    );
    assert.equal(
      draw('[a](src/a.ts#L3)'),
      '<p dir="auto"><FileLink target={"path":"src/a.ts","line":3,"column":null}>a</FileLink></p>',
    );
    assert.match(
      draw('`src/a.ts:3`'),
      /^<p dir="auto"><FileLink target=\{"path":"src\/a\.ts","line":3,"column":null\}>/,
    );
  });

  it('loads no image: its text and address stand for it', () => {
    const outline = draw('![a cat](https://x.org/cat.png)');
    assert.ok(!outline.includes('<img'));
    assert.match(outline, /<span>a cat <\/span><a class="md-link" href="https:\/\/x\.org\/cat\.png"/);
    assert.match(
      draw('![x](data:image/png;base64,AA)'),
      /<span class="md-target">\[data:image\/png;base64,AA\]<\/span>/,
    );
  });

  it('draws tight and loose lists, numbers and tasks', () => {
    assert.equal(draw('- a\n- b'), '<ul dir="auto"><li dir="auto">a</li><li dir="auto">b</li></ul>');
    assert.equal(
      draw('- a\n\n- b'),
      '<ul dir="auto"><li dir="auto"><p dir="auto">a</p></li><li dir="auto"><p dir="auto">b</p></li></ul>',
    );
    assert.equal(draw('3. a'), '<ol start=3 dir="auto"><li dir="auto">a</li></ol>');
    assert.match(
      draw('- [x] done\n- [ ] open'),
      /<input type="checkbox" disabled=true checked=true aria-label="Done"><\/input><div class="md-task-text">done<\/div>.*checked=false aria-label="Not done"/,
    );
  });

  it('draws tables with column headers', () => {
    assert.equal(
      draw('| a | b |\n|---|--:|\n| 1 | 2 |'),
      '<div class="md-table"><table><thead><tr><th scope="col" dir="auto">a</th><th scope="col" class="md-align-right" dir="auto">b</th></tr></thead>' +
        '<tbody><tr><td dir="auto">1</td><td class="md-align-right" dir="auto">2</td></tr></tbody></table></div>',
    );
  });

  it('gives code to the code block, in quotes and lists too', () => {
    const outline = draw('> ```ts title="x"\n> a\n> ```\n\n- b\n\n  ```\n  c\n  ```');
    assert.match(
      outline,
      /<blockquote dir="auto"><CodeBlockView block=\{"kind":"code","language":"ts","parts":\["a"\],"open":false\}>/,
    );
    assert.match(
      outline,
      /<CodeBlockView block=\{"kind":"code","language":"","parts":\["c"\],"open":false\}>/,
    );
  });

  it('gives the same node for a finished block and a new one for an open block', () => {
    const blocks = createMarkdownStream().update('done\n\nopen', false);
    const [done, open] = blocks;
    assert.ok(done && open);
    assert.equal(blockView(done, 0), blockView(done, 0));
    assert.notEqual(blockView(open, 1), blockView(open, 1));
  });
});
