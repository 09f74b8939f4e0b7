import { revealHidden } from '../../src/shared/text/revealHidden.ts';
import { shorten } from './shorten.ts';

/**
 * The name of a thread, an agent, a model or a folder, which the model or another program may have given: on one line of
 * at most `limit` characters, with what would turn its text around written out (`a[U+202E]b`). Joiners, which emoji and
 * whole languages are written with, stay.
 */
export function shownName(name: string, limit = 200): string {
  const parts = revealHidden(shorten(name, limit)).map(({ kind, text, name: code }) =>
    kind === 'bidi' || kind === 'control' ? `[${code}]` : text,
  );
  return shorten(parts.join(''), limit);
}
