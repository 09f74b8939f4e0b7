import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/** What steers a terminal, roughly. */
const controls = /(?![\n\t])\p{Cc}(?:\[[\d;:?]*[a-z])?/giu;

let ansiView: ((output: string) => ComponentChildren) | undefined;
let loading: Promise<unknown> | undefined;

/** Loads the parser of colours, which only the output of an opened command needs. Never rejects. */
function loadAnsiView(): Promise<unknown> {
  loading ??= import('./ansiView.tsx').then(
    (module) => {
      ansiView = module.ansiView;
    },
    () => undefined,
  );
  return loading;
}

/** Terminal output with its colours, and without them until their parser is there (or for good, should it not load). */
export function AnsiText({ text }: { readonly text: string }): JSX.Element {
  const [, setReady] = useState(ansiView !== undefined);
  useEffect(() => {
    let isMounted = true;
    if (!ansiView) void loadAnsiView().then(() => isMounted && setReady(true));
    return () => {
      isMounted = false;
    };
  }, []);
  return <>{ansiView ? ansiView(text) : text.replace(controls, '')}</>;
}
