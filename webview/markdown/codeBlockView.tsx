import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { postIntent } from '../host.ts';
import { Icon } from '../ui/icon.tsx';
import { IconButton } from '../ui/iconButton.tsx';
import { t } from '../ui/l10n.ts';
import { highlight } from './highlight.ts';
import type { CodeBlock } from './markdownBlock.ts';

/** Longer code stays plain: colouring it would hold up the page. */
const maxHighlightedLength = 100_000;

function useHighlighted({ open, language, parts }: CodeBlock): ComponentChildren {
  const [highlighted, setHighlighted] = useState<{ text: string; nodes: ComponentChildren } | null>(null);
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const text = open || language === '' || length > maxHighlightedLength ? null : parts.join('');
  useEffect(() => {
    if (text === null) return undefined;
    let isWanted = true;
    void highlight(language, text).then((nodes) => {
      if (isWanted && nodes !== undefined) setHighlighted({ text, nodes });
    });
    return () => {
      isWanted = false;
    };
  }, [language, text]);
  return highlighted !== null && highlighted.text === text ? highlighted.nodes : parts;
}

/** A code block with its language, and buttons that copy it or put it into the editor. */
export function CodeBlockView({ block }: { readonly block: CodeBlock }): JSX.Element {
  const content = useHighlighted(block);
  const copy = (): void => postIntent({ type: 'copyText', text: block.parts.join('') });
  const insert = (): void => postIntent({ type: 'insertText', text: block.parts.join('') });
  return (
    <div class="md-code" dir="ltr" data-language={block.language}>
      <div class="md-code-head">
        <span class="md-code-language">{block.language}</span>
        <IconButton label={t('Copy code')} title={t('Copy code')} onClick={copy}>
          <Icon name="copy" />
        </IconButton>
        <IconButton label={t('Insert at cursor')} title={t('Insert at cursor')} onClick={insert}>
          <Icon name="insert" />
        </IconButton>
      </div>
      <pre>
        <code>{content}</code>
      </pre>
    </div>
  );
}
