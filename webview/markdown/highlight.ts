import type { ComponentChildren } from 'preact';
import type { highlightCode } from './highlighter.ts';

interface Highlighter {
  readonly highlightCode: typeof highlightCode;
}

let loading: Promise<Highlighter | undefined> | undefined;

/** The grammars are most of the page's code and a page without code blocks needs none: they load on first use. */
function loadHighlighter(): Promise<Highlighter | undefined> {
  loading ??= import('./highlighter.ts').catch(() => undefined);
  return loading;
}

/**
 * Colours code: nodes with `hljs-…` classes. Resolves to undefined for a language without a grammar, and when the
 * grammars could not be loaded: then the code stays plain. Never rejects.
 */
export async function highlight(language: string, text: string): Promise<ComponentChildren | undefined> {
  const highlighter = await loadHighlighter();
  return highlighter?.highlightCode(language, text);
}
