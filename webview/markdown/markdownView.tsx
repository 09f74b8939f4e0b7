import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Markdown } from './markdown.tsx';

type Props = Parameters<typeof Markdown>[0];

let loaded: { readonly Markdown: typeof Markdown } | undefined;
let loading: Promise<unknown> | undefined;

/**
 * Loads the Markdown tokenizer, a good part of the page's code that an empty panel does without. Called as soon as
 * there is, or soon will be, something to show, so that it is there when it is needed. Never rejects.
 */
export function loadMarkdown(): Promise<unknown> {
  loading ??= import('./markdown.tsx').then(
    (module) => {
      loaded = module;
    },
    () => undefined,
  );
  return loading;
}

/** A message as Markdown, as plain text until the tokenizer is there (or for good, should it not load). */
export function MarkdownView(props: Props): JSX.Element {
  const [, setReady] = useState(loaded !== undefined);
  useEffect(() => {
    let isMounted = true;
    if (!loaded) void loadMarkdown().then(() => isMounted && setReady(true));
    return () => {
      isMounted = false;
    };
  }, []);
  if (loaded) return <loaded.Markdown {...props} />;
  return (
    <div class="md md-plain" dir="auto">
      {props.text}
    </div>
  );
}
